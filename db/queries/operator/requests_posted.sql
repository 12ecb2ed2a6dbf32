-- For the operator, over all landlords. What a payout took out of the books' accounts, and what a reversal mirrored.
SELECT t.at, t.memo, a.kind AS account, e.amount_cents
FROM mpesa_request q
JOIN ledger_txn t ON t.money_out_id = (SELECT m.id FROM money_out m WHERE m.request_id = q.id)
     OR (q.api = 'reversal' AND q.state = 'success' AND t.money_in_id = q.money_in_id AND t.kind = 'reverse')
JOIN ledger_entry e ON e.txn_id = t.id
JOIN account a ON a.id = e.account_id
WHERE q.id = :id ORDER BY t.id, e.id;
