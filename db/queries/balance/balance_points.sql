SELECT c.at, sum(f.available_cents) AS available_cents
FROM balance_check c JOIN balance_figure f ON f.request_id = c.request_id AND f.available_cents IS NOT NULL
WHERE c.landlord_id = :landlord_id AND c.shortcode = :shortcode AND (:kind IS NULL OR f.kind = :kind)
GROUP BY c.request_id, c.at ORDER BY c.at DESC, c.request_id LIMIT :most;
