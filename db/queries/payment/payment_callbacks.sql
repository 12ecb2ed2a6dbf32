SELECT v.received_at, v.kind, v.verdict, v.reason, v.result_code, v.receipt_no, v.body
FROM hook_verdict v JOIN payment p ON p.id = v.payment_id
WHERE p.landlord_id = :landlord_id AND p.id = :id ORDER BY v.inbox_id;
