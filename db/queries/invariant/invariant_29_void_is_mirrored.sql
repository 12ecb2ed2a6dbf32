-- A bill is void exactly when a reason is kept and its posting is mirrored, and then no money pays it.
SELECT b.id FROM bill b
LEFT JOIN bill_void v ON v.bill_id = b.id
LEFT JOIN ledger_txn t ON t.bill_id = b.id AND t.kind = 'bill'
LEFT JOIN ledger_txn m ON m.reverses = t.id
WHERE (b.voided_at IS NOT NULL) <> (v.bill_id IS NOT NULL) OR (b.voided_at IS NOT NULL) <> (m.id IS NOT NULL)
   OR (b.voided_at IS NOT NULL AND EXISTS (SELECT 1 FROM allocation x WHERE x.bill_id = b.id AND x.ended_at IS NULL));
