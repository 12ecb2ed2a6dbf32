SELECT * FROM pay_row WHERE callback_hash = :id;
