UPDATE pulled_row SET seen_run = :run_id
WHERE receiving_account_id = :receiving_account_id AND receipt_no = :receipt_no AND amount_cents = :amount_cents;
