UPDATE entry SET state = :state, decided_by = :person_id, decided_at = :now, reason = :reason
WHERE landlord_id = :landlord_id AND id = :id AND state = 'waiting';
