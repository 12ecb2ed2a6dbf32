-- Both have it, with different amounts.
SELECT m.receipt_no AS subject, m.shortcode, m.amount_cents AS ours_cents, s.amount_cents AS theirs_cents, m.receipt_no AS code,
       m.payer_name AS about, m.paid_at AS at, 'payment' AS target, coalesce(m.payment_id, m.id) AS target_id
FROM listed_money s
JOIN money_in m ON m.landlord_id = s.landlord_id AND m.receipt_no = s.receipt_no AND m.amount_cents <> s.amount_cents
WHERE s.landlord_id = :landlord_id
GROUP BY m.receipt_no ORDER BY m.paid_at;
