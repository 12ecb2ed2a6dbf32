INSERT INTO entry (id, landlord_id, lease_id, bill_id, rail, amount_cents, received_on, ref, bank_account_id, cheque_bank,
                   cheque_date, note, key, made_by, made_role, made_at)
VALUES (:id, :landlord_id, :lease_id, :bill_id, :rail, :amount_cents, :received_on, :ref, :bank_account_id, :cheque_bank,
        :cheque_date, :note, :key, :person_id, :role, :now);
