-- What moved this money on from there and was not taken back, the last first.
SELECT t.id FROM ledger_txn t
WHERE t.money_in_id = :money_in_id AND t.kind = 'assign'
  AND NOT EXISTS (SELECT 1 FROM ledger_txn r WHERE r.reverses = t.id)
ORDER BY t.id DESC;
