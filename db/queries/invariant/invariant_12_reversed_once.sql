SELECT reverses AS id FROM ledger_txn WHERE reverses IS NOT NULL GROUP BY reverses HAVING count(*) > 1;
