SELECT request_id, at FROM balance_check
WHERE landlord_id = :landlord_id AND shortcode = :shortcode ORDER BY at DESC, request_id LIMIT 1;
