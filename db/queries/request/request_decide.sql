UPDATE mpesa_request SET decided_by = :person_id, decided_at = :now, decision_note = :note, second_factor = :second_factor
WHERE landlord_id = :landlord_id AND id = :id AND decided_at IS NULL;
