SELECT t.id, t.kind, t.at, coalesce(t.day, date(t.at, 'unixepoch', '+3 hours')) AS day, t.memo, t.bill_id, t.money_in_id, t.money_out_id,
       coalesce(t.reverses, 0) AS reverses, coalesce(v.id, 0) AS reversed_by, t.prev_hash, t.hash,
       coalesce(i.payment_id, t.money_in_id) AS payment_id, o.request_id
FROM ledger_txn t
LEFT JOIN ledger_txn v ON v.reverses = t.id
LEFT JOIN money_in i ON i.id = t.money_in_id
LEFT JOIN money_out o ON o.id = t.money_out_id
WHERE t.landlord_id = :landlord_id AND t.id = :id;
