SELECT id, landlord_id, kind, at, day, bill_id, money_in_id, money_out_id, coalesce(reverses, 0) AS reverses, memo, prev_hash, hash
FROM ledger_txn WHERE id = :id;
