INSERT INTO ledger_txn (id, landlord_id, kind, at, day, bill_id, money_in_id, money_out_id, reverses, memo, prev_hash, hash)
VALUES (:id, :landlord_id, :kind, :at, :day, :bill_id, :money_in_id, :money_out_id, :reverses, :memo, :prev_hash, :hash);
