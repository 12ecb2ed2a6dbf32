-- The hashes themselves are recomputed by rentease verify.
SELECT t.id FROM ledger_txn t LEFT JOIN ledger_txn p ON p.id = t.id - 1 WHERE t.id > 1 AND t.prev_hash IS NOT p.hash;
