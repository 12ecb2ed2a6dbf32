UPDATE receiving_account
SET state = :state, step = 'done', activated_at = :activated_at, effective_at = :effective_at
WHERE landlord_id = :landlord_id AND id = :id;
