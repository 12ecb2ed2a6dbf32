SELECT c.id, c.landlord_id, c.receiving_account_id, c.kind, c.state, c.asked_at, c.sent_at, a.business_type, a.shortcode,
       a.store_number, a.credentials, q.state AS request_state, q.verdict AS request_verdict,
       q.result_code AS request_code, q.result_desc AS request_desc
FROM setup_check c
JOIN receiving_account a ON a.landlord_id = c.landlord_id AND a.id = c.receiving_account_id
LEFT JOIN mpesa_request q ON q.landlord_id = c.landlord_id AND q.id = c.request_id
WHERE c.state IN ('pending', 'sending') ORDER BY c.asked_at LIMIT 32;
