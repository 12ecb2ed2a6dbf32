UPDATE receiving_account SET state = 'retired' WHERE landlord_id = :landlord_id AND state IN ('active', 'inactive');
