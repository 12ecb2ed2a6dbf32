SELECT m.id, v.id IS NOT NULL AS reversed
FROM money_in m
JOIN ledger_txn t ON t.money_in_id = m.id AND t.kind = 'receive'
LEFT JOIN ledger_txn v ON v.reverses = t.id
WHERE m.landlord_id = :landlord_id AND (m.receipt_no = :receipt_no OR m.id = :id);
