SELECT id, hash FROM ledger_txn ORDER BY id DESC LIMIT 1;
