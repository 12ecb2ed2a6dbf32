-- M-Pesa lists money that the books lack.
SELECT s.receipt_no AS subject, s.shortcode, NULL AS ours_cents, s.amount_cents AS theirs_cents, s.receipt_no AS code, s.payer AS about,
       min(s.paid_at) AS at, 'code' AS target, NULL AS target_id
FROM listed_money s
WHERE s.landlord_id = :landlord_id
  AND NOT EXISTS (SELECT 1 FROM money_in m WHERE m.receipt_no = s.receipt_no)
GROUP BY s.receipt_no ORDER BY at;
