SELECT c.at, c.ms, c.http_status, c.api, c.verdict, c.code, c.body
FROM daraja_call c JOIN mpesa_request q ON q.id = c.request_id
WHERE q.landlord_id = :landlord_id AND q.id = :id ORDER BY c.id;
