-- By when it was asked: M-Pesa's own time of an answer is only shown.
SELECT c.request_id, c.at FROM balance_check c
JOIN mpesa_request q ON q.landlord_id = c.landlord_id AND q.id = c.request_id
WHERE c.landlord_id = :landlord_id AND c.shortcode = :shortcode ORDER BY q.requested_at DESC, q.rowid DESC LIMIT 1;
