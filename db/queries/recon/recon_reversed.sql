-- Daraja, or a statement, has said that a payment was given back, and the books still have it.
SELECT m.receipt_no AS subject, m.shortcode, m.amount_cents AS ours_cents, 0 AS theirs_cents, m.receipt_no AS code,
       m.payer_name AS about, m.paid_at AS at, 'payment' AS target, coalesce(m.payment_id, m.id) AS target_id
FROM (SELECT r.landlord_id, r.receipt_no FROM status_report r WHERE r.landlord_id = :landlord_id AND r.state = 'reversed'
      UNION
      SELECT x.landlord_id, x.receipt_no FROM statement_line l
        JOIN money_in x ON x.landlord_id = l.landlord_id AND x.amount_cents = -l.amount_cents
         AND (x.receipt_no = l.receipt_no OR (l.narration LIKE '%revers%' AND instr(upper(l.narration), x.receipt_no) > 0))
       WHERE l.landlord_id = :landlord_id AND l.rail = 'mpesa' AND l.amount_cents < 0) r
JOIN money_in m ON m.landlord_id = r.landlord_id AND m.receipt_no = r.receipt_no
JOIN ledger_txn t ON t.money_in_id = m.id AND t.kind = 'receive'
WHERE NOT EXISTS (SELECT 1 FROM ledger_txn v WHERE v.reverses = t.id)
GROUP BY m.receipt_no ORDER BY m.paid_at;
