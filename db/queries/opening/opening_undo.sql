UPDATE opening_balance SET undone_by = :person_id, undone_at = :now, undone_reason = :reason
WHERE landlord_id = :landlord_id AND id = :id AND undone_at IS NULL;
