SELECT * FROM request_row WHERE state = 'pending' AND send_after <= :now ORDER BY send_after, requested_at, id LIMIT :most;
