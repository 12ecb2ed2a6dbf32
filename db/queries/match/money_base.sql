-- Where the posting that brought this money put it: an account of kind 'receivable' or 'unallocated'. Later moves stand on it.
SELECT a.kind, a.detail FROM ledger_txn t
JOIN ledger_entry e ON e.txn_id = t.id AND e.amount_cents < 0
JOIN account a ON a.id = e.account_id
WHERE t.money_in_id = :money_in_id AND t.landlord_id = :landlord_id AND t.kind IN ('receive', 'restore')
  AND NOT EXISTS (SELECT 1 FROM ledger_txn r WHERE r.reverses = t.id)
ORDER BY t.id DESC LIMIT 1;
