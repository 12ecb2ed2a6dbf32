UPDATE payment
SET callback_hash = :callback_hash, sends = sends + 1, sent_at = :now, next_check_at = :check_at
WHERE id = :id;
