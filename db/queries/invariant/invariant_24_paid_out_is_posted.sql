-- Each payout is in the books once, for its amount and its charge.
SELECT m.id FROM money_out m
LEFT JOIN ledger_txn t ON t.money_out_id = m.id AND t.kind = 'payout'
LEFT JOIN ledger_entry e ON e.txn_id = t.id AND e.amount_cents < 0
     AND e.account_id IN (SELECT id FROM account WHERE kind = 'mpesa' AND detail = m.shortcode)
GROUP BY m.id HAVING coalesce(sum(e.amount_cents), 0) <> -(m.amount_cents + m.charge_cents) OR count(DISTINCT t.id) <> 1;
