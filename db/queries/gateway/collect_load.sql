SELECT * FROM pay_row WHERE id = :id;
