UPDATE payment SET next_check_at = :check_at, checks = checks + 1 WHERE id = :id;
