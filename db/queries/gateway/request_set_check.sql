UPDATE mpesa_request SET next_check_at = :check_at, checks = checks + :counts WHERE id = :id;
