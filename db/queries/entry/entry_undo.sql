UPDATE entry SET undone_by = :person_id, undone_at = :now, undone_reason = :reason
WHERE landlord_id = :landlord_id AND id = :id AND state = 'approved' AND undone_at IS NULL AND bounced_at IS NULL;
