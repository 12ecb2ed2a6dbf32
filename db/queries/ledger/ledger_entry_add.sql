INSERT INTO ledger_entry (txn_id, landlord_id, account_id, amount_cents)
VALUES (:txn_id, :landlord_id, :account_id, :amount_cents);
