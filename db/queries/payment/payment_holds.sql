SELECT h.id, h.reason, h.receipt_no, h.expected_cents, h.got_cents, h.created_at, coalesce(h.released_at, 0) AS released_at,
       h.decision
FROM hold h JOIN payment p ON p.id = h.payment_id
WHERE p.landlord_id = :landlord_id AND p.id = :id ORDER BY h.created_at, h.id;
