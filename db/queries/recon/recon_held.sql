-- Money, or talk of money, that did not fit and waits for a person.
SELECT h.id AS subject, p.shortcode, h.expected_cents AS ours_cents, h.got_cents AS theirs_cents, coalesce(h.receipt_no, p.reference) AS code,
       h.reason AS about, h.created_at AS at, CASE WHEN h.payment_id IS NULL THEN 'held' ELSE 'payment' END AS target,
       h.payment_id AS target_id
FROM hold h
LEFT JOIN payment p ON p.id = h.payment_id
WHERE h.landlord_id = :landlord_id AND h.released_at IS NULL
ORDER BY h.created_at;
