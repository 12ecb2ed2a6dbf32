SELECT * FROM pay_row WHERE state = 'pending' AND send_after <= :now ORDER BY initiated_at, id LIMIT :most;
