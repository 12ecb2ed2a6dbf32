UPDATE agreement SET state = :state, decided_by = :person_id, decided_at = :now
WHERE landlord_id = :landlord_id AND id = :id AND state = 'proposed';
