UPDATE mpesa_request SET state = 'sending', secret_hash = :secret_hash, sent_at = :now, sends = sends + 1, next_check_at = :check_at
WHERE id = :id;
