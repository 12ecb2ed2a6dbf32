SELECT id FROM ledger_txn WHERE money_in_id = :money_in_id AND kind = 'receive';
