-- What waits in the tray, in the order in which it came; nothing is looked for where `unallocated` is empty.
SELECT m.rowid AS place, m.id, m.bill_ref, m.phone, m.payer_name, m.amount_cents, m.paid_at
FROM money_in m
WHERE m.landlord_id = :landlord_id AND m.payment_id IS NULL AND m.rowid > :after
  AND EXISTS (SELECT 1 FROM account a WHERE a.landlord_id = :landlord_id AND a.kind = 'unallocated' AND a.balance_cents <> 0)
  AND NOT EXISTS (SELECT 1 FROM assignment s WHERE s.money_in_id = m.id AND s.ended_at IS NULL)
  AND NOT EXISTS (SELECT 1 FROM ledger_txn t JOIN ledger_txn r ON r.reverses = t.id
                   WHERE t.money_in_id = m.id AND t.kind = 'receive')
ORDER BY m.rowid LIMIT :limit;
