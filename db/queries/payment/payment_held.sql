-- For the operator, over all landlords.
SELECT h.id, h.reason, h.receipt_no, h.expected_cents, h.got_cents, h.created_at, 0 AS released_at, h.decision,
       h.payment_id, l.business_name, p.phone
FROM hold h
LEFT JOIN landlord l ON l.id = h.landlord_id
LEFT JOIN payment p ON p.id = h.payment_id
WHERE h.released_at IS NULL ORDER BY h.created_at DESC, h.id LIMIT 500;
