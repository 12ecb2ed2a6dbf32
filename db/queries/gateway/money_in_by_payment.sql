SELECT id, receipt_no, amount_cents FROM money_in WHERE payment_id = :id;
