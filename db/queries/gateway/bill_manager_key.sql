SELECT b.request_id, b.app_key FROM bill_manager b JOIN mpesa_request q ON q.id = b.request_id
WHERE q.receiving_account_id = :id AND b.app_key IS NOT NULL ORDER BY q.requested_at DESC LIMIT 1;
