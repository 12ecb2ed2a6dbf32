INSERT INTO statement_map (landlord_id, head, day, amount, credit, debit, ref, narration, payer, balance, chosen_at, chosen_by)
VALUES (:landlord_id, :head, :day, :amount, :credit, :debit, :ref, :narration, :payer, :balance, :now, :person)
ON CONFLICT (landlord_id, head) DO UPDATE SET day = :day, amount = :amount, credit = :credit, debit = :debit, ref = :ref,
    narration = :narration, payer = :payer, balance = :balance, chosen_at = :now, chosen_by = :person;
