INSERT INTO statement_line (landlord_id, import_id, line, rail, account, identity, day, at, amount_cents, receipt_no, ref,
                            narration, payer, phone, bill_ref, balance_cents, verdict, money_in_id)
VALUES (:landlord_id, :import_id, :line, :rail, :account, :identity, :day, :at, :amount_cents, :receipt_no, :ref,
        :narration, :payer, :phone, :bill_ref, :balance_cents, :verdict, :money_in_id);
