UPDATE entry SET bounced_by = :person_id, bounced_at = :now, undone_reason = :reason
WHERE landlord_id = :landlord_id AND id = :id AND state = 'approved' AND rail = 'cheque'
  AND bounced_at IS NULL AND undone_at IS NULL;
