-- Every bill stands in the ledger, for what is due.
SELECT b.id FROM bill b
LEFT JOIN ledger_txn t ON t.bill_id = b.id AND t.kind = 'bill'
LEFT JOIN ledger_entry e ON e.txn_id = t.id AND e.amount_cents > 0
GROUP BY b.id HAVING coalesce(sum(e.amount_cents), 0) <> b.due_cents;
