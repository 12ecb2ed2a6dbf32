UPDATE match_memory SET ended_at = :now, ended_by = :person_id, end_reason = 'corrected'
WHERE landlord_id = :landlord_id AND money_in_id = :money_in_id AND ended_at IS NULL;
