SELECT * FROM request_row
WHERE landlord_id = :landlord_id AND api = 'balance' AND shortcode = :shortcode ORDER BY requested_at DESC, id DESC LIMIT 1;
