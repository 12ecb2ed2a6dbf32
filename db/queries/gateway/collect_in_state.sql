SELECT * FROM pay_row WHERE state = :state ORDER BY id LIMIT 500;
