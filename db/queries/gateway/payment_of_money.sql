SELECT * FROM pay_row WHERE id = (SELECT payment_id FROM money_in WHERE id = :id);
