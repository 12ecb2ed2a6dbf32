SELECT count(*) AS count FROM bill_manager b JOIN mpesa_request q ON q.id = b.request_id
WHERE q.receiving_account_id = :id AND b.about = :receipt_no;
