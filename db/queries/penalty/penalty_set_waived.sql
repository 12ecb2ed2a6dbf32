UPDATE penalty SET waived_at = :now, waived_by = :person_id, waive_reason = :reason
WHERE landlord_id = :landlord_id AND penalty_bill_id = :id AND waived_at IS NULL;
