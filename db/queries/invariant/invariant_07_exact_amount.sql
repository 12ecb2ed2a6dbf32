SELECT m.id FROM money_in m
LEFT JOIN ledger_txn t ON t.money_in_id = m.id AND t.kind = 'receive'
LEFT JOIN ledger_entry e ON e.txn_id = t.id AND e.account_id IN (SELECT a.id FROM account a JOIN account_kind k ON k.name = a.kind WHERE k.holds_money = 1)
GROUP BY m.id HAVING coalesce(sum(e.amount_cents), 0) <> m.amount_cents;
