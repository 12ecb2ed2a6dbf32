-- Money stands in the account of its rail, for what it is; money on a rail that is none is taken from there, and from no other.
SELECT m.id FROM money_in m
LEFT JOIN ledger_txn t ON t.money_in_id = m.id AND t.kind = 'receive'
LEFT JOIN ledger_entry e ON e.txn_id = t.id
     AND e.account_id IN (SELECT a.id FROM account a WHERE a.kind = m.rail AND a.detail = m.shortcode)
GROUP BY m.id HAVING coalesce(sum(e.amount_cents), 0) <> m.amount_cents
UNION ALL
SELECT m.id FROM money_in m
JOIN ledger_txn t ON t.money_in_id = m.id AND t.kind = 'receive'
JOIN ledger_entry e ON e.txn_id = t.id
JOIN account a ON a.id = e.account_id
JOIN account_kind k ON k.name = a.kind AND k.holds_money = 1
WHERE a.kind <> m.rail;
