INSERT INTO balance_check (request_id, landlord_id, receiving_account_id, shortcode, at)
VALUES (:request_id, :landlord_id, :receiving_account_id, :shortcode, :at);
