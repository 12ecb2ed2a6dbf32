-- A transaction, its accounts and its money belong to one landlord.
SELECT e.id FROM ledger_entry e
JOIN ledger_txn t ON t.id = e.txn_id
JOIN account a ON a.id = e.account_id
LEFT JOIN money_in m ON m.id = t.money_in_id
WHERE a.landlord_id <> t.landlord_id OR m.landlord_id <> t.landlord_id;
