SELECT * FROM request_row WHERE state = 'sending' AND :now > 0 LIMIT :most;
