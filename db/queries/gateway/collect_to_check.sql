SELECT * FROM pay_row
WHERE next_check_at IS NOT NULL AND next_check_at <= :now AND checkout_request_id IS NOT NULL
ORDER BY next_check_at, id LIMIT :most;
