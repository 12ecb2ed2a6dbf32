UPDATE entry SET cleared_account = :account_id, cleared_by = :person_id, cleared_at = :now
WHERE landlord_id = :landlord_id AND id = :id AND state = 'approved' AND rail = 'cheque'
  AND cleared_at IS NULL AND bounced_at IS NULL AND undone_at IS NULL;
