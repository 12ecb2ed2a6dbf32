SELECT a.kind, a.detail, e.amount_cents
FROM ledger_entry e JOIN account a ON a.id = e.account_id WHERE e.txn_id = :txn_id ORDER BY e.id;
