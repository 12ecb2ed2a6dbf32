-- Money that has been nobody's rent for a week.
SELECT m.id AS subject, m.shortcode, m.amount_cents AS ours_cents, NULL AS theirs_cents, coalesce(m.receipt_no, m.ref) AS code,
       coalesce(m.payer_name, m.bill_ref) AS about, m.paid_at AS at, 'unmatched' AS target, NULL AS target_id
FROM money_in m
JOIN ledger_txn t ON t.money_in_id = m.id AND t.kind = 'receive'
JOIN ledger_entry e ON e.txn_id = t.id
JOIN account a ON a.id = e.account_id AND a.kind = 'unallocated'
WHERE m.landlord_id = :landlord_id AND m.paid_at < :now - 604800
  AND NOT EXISTS (SELECT 1 FROM assignment s WHERE s.money_in_id = m.id AND s.ended_at IS NULL)
  AND NOT EXISTS (SELECT 1 FROM ledger_txn v WHERE v.reverses = t.id)
ORDER BY m.paid_at;
