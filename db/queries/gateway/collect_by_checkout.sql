SELECT * FROM pay_row WHERE checkout_request_id = :id;
