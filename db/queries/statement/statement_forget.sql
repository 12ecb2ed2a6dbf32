DELETE FROM statement_import WHERE landlord_id = :landlord_id AND state = 'draft' AND made_at < :before;
