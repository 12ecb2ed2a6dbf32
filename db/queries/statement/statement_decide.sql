UPDATE statement_import SET state = :state, decided_at = :now, decided_by = :person
WHERE landlord_id = :landlord_id AND id = :id AND state = 'draft';
