-- The books have money that M-Pesa does not list, though it has listed all of that time. A quarter of an hour at both ends is
-- left out: clocks differ, and what is listed late is listed by the next pull. Of a bank's statement the first and the last day are left out, as they may be cut.
SELECT coalesce(m.receipt_no, m.id) AS subject, m.shortcode, m.amount_cents AS ours_cents, NULL AS theirs_cents, m.receipt_no AS code,
       m.payer_name AS about, m.paid_at AS at, 'payment' AS target, coalesce(m.payment_id, m.id) AS target_id
FROM money_in m
WHERE m.landlord_id = :landlord_id AND m.rail = 'mpesa' AND m.receipt_no IS NOT NULL
  AND EXISTS (SELECT 1 FROM listed_cover c WHERE c.landlord_id = m.landlord_id AND c.shortcode = m.shortcode
               AND c.from_at <= m.paid_at - 900 AND c.to_at >= m.paid_at + 900)
  AND NOT EXISTS (SELECT 1 FROM listed_money s WHERE s.landlord_id = m.landlord_id AND s.receipt_no = m.receipt_no)
UNION ALL
SELECT m.id, m.shortcode, m.amount_cents, NULL, m.ref, m.payer_name, m.paid_at, 'payment', m.id
FROM money_in m
WHERE m.landlord_id = :landlord_id AND m.rail = 'bank'
  AND EXISTS (SELECT 1 FROM statement_line s WHERE s.landlord_id = m.landlord_id AND s.rail = 'bank' AND s.account = m.shortcode
               GROUP BY s.import_id
              HAVING date(m.paid_at, 'unixepoch', '+3 hours') > min(s.day) AND date(m.paid_at, 'unixepoch', '+3 hours') < max(s.day))
  AND NOT EXISTS (SELECT 1 FROM statement_line s WHERE s.money_in_id = m.id)
  AND NOT EXISTS (SELECT 1 FROM ledger_txn t JOIN ledger_txn v ON v.reverses = t.id WHERE t.money_in_id = m.id AND t.kind = 'receive')
ORDER BY 7;
