-- What we failed on ourselves is judged again.
SELECT verdict <> 'error' AS judged, seen_run FROM pulled_row
WHERE receiving_account_id = :receiving_account_id AND receipt_no = :receipt_no AND amount_cents = :amount_cents;
