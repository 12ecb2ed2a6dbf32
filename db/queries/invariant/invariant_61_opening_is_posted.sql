-- What a lease brought with it stands in the books, as bill, credit and deposit, until it is undone; and nothing else is claimed
-- to come from there.
SELECT o.id FROM opening_balance o
LEFT JOIN bill b ON b.id = o.bill_id
LEFT JOIN money_in m ON m.id = o.money_in_id
WHERE (o.balance_cents > 0) <> (b.id IS NOT NULL) OR b.due_cents <> o.balance_cents OR b.lease_id <> o.lease_id
   OR (b.voided_at IS NULL AND b.id IS NOT NULL AND o.undone_at IS NOT NULL)
   OR (o.balance_cents < 0) <> (m.id IS NOT NULL) OR m.amount_cents <> -o.balance_cents OR m.rail <> 'opening'
   OR (m.id IS NOT NULL AND EXISTS (SELECT 1 FROM ledger_txn t JOIN ledger_txn v ON v.reverses = t.id
                                     WHERE t.money_in_id = m.id AND t.kind = 'receive') <> (o.undone_at IS NOT NULL))
   OR coalesce((SELECT -sum(d.amount_cents) FROM deposit_line d
                 WHERE d.txn_id = o.deposit_txn AND d.lease_id = o.lease_id), 0) <> o.deposit_cents
   OR (o.deposit_txn IS NOT NULL
       AND EXISTS (SELECT 1 FROM ledger_txn v WHERE v.reverses = o.deposit_txn) <> (o.undone_at IS NOT NULL))
UNION ALL
SELECT m.id FROM money_in m
WHERE m.rail = 'opening' AND NOT EXISTS (SELECT 1 FROM opening_balance o WHERE o.money_in_id = m.id);
