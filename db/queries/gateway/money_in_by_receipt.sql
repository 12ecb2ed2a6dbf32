SELECT id, payment_id FROM money_in WHERE receipt_no = :receipt_no;
