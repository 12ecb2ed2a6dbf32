SELECT m.id FROM money_in m LEFT JOIN ledger_txn t ON t.money_in_id = m.id AND t.kind = 'receive'
GROUP BY m.id HAVING count(t.id) <> 1;
