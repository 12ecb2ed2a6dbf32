SELECT v.received_at, v.kind, v.verdict, v.reason, v.result_code, v.receipt_no, v.body
FROM hook_verdict v JOIN mpesa_request q ON q.id = v.request_id
WHERE q.landlord_id = :landlord_id AND q.id = :id ORDER BY v.inbox_id;
