SELECT c.at, sum(f.available_cents) AS available_cents
FROM balance_check c
JOIN mpesa_request q ON q.landlord_id = c.landlord_id AND q.id = c.request_id
JOIN balance_figure f ON f.request_id = c.request_id AND f.available_cents IS NOT NULL
WHERE c.landlord_id = :landlord_id AND c.shortcode = :shortcode AND (:kind IS NULL OR f.kind = :kind)
GROUP BY c.request_id, c.at ORDER BY q.requested_at DESC, q.rowid DESC LIMIT :most;
