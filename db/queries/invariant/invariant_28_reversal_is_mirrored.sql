-- A payment that M-Pesa has given back is mirrored in the books.
SELECT q.id FROM mpesa_request q
JOIN ledger_txn t ON t.money_in_id = q.money_in_id AND t.kind = 'receive'
LEFT JOIN ledger_txn v ON v.reverses = t.id
WHERE q.api = 'reversal' AND q.state = 'success' AND v.id IS NULL;
