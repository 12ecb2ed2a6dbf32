INSERT INTO opening_balance (id, landlord_id, lease_id, as_of, balance_cents, deposit_cents, bill_id, money_in_id, deposit_txn,
                             note, set_by, set_at)
VALUES (:id, :landlord_id, :lease_id, :as_of, :balance_cents, :deposit_cents, :bill_id, :money_in_id, :deposit_txn,
        :note, :person_id, :now);
