UPDATE match_memory SET ended_at = :now, ended_by = :person_id, end_reason = 'forgotten'
WHERE landlord_id = :landlord_id AND id = :id AND ended_at IS NULL;
