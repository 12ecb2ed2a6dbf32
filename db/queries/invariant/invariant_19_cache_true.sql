SELECT id FROM account a
WHERE balance_cents <> (SELECT coalesce(sum(amount_cents), 0) FROM ledger_entry WHERE account_id = a.id);
