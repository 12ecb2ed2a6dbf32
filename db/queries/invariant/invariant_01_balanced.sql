-- Every transaction balances and has two lines or more.
SELECT txn_id AS id FROM ledger_entry GROUP BY txn_id HAVING sum(amount_cents) <> 0 OR count(*) < 2;
