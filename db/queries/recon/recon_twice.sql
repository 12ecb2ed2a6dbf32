-- Two payments that look like one: the same amount within ten minutes, from the same phone or for the same lease. Money that was
-- given back is left out.
SELECT b.id AS subject, b.shortcode, b.amount_cents AS ours_cents, a.amount_cents AS theirs_cents, coalesce(b.receipt_no, b.ref) AS code,
       coalesce(a.receipt_no, a.ref) AS about, b.paid_at AS at, 'payment' AS target, coalesce(b.payment_id, b.id) AS target_id
FROM money_in b
JOIN money_in a ON a.landlord_id = b.landlord_id AND a.amount_cents = b.amount_cents AND a.paid_at BETWEEN b.paid_at - 600 AND b.paid_at
 AND (a.paid_at < b.paid_at OR a.id < b.id) AND a.id <> b.id
LEFT JOIN assignment s ON s.money_in_id = b.id AND s.ended_at IS NULL
LEFT JOIN assignment r ON r.money_in_id = a.id AND r.ended_at IS NULL
WHERE b.landlord_id = :landlord_id AND b.rail = 'mpesa' AND a.rail = 'mpesa'
  AND ((b.phone <> '' AND a.phone = b.phone AND s.lease_id IS r.lease_id) OR s.lease_id = r.lease_id)
  AND NOT EXISTS (SELECT 1 FROM ledger_txn t JOIN ledger_txn v ON v.reverses = t.id
                   WHERE t.kind = 'receive' AND t.money_in_id IN (a.id, b.id))
GROUP BY b.id ORDER BY b.paid_at;
