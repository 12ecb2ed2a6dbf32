SELECT id FROM ledger_txn WHERE bill_id = :id AND kind = 'bill' AND landlord_id = :landlord_id;
