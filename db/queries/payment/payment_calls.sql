SELECT c.at, c.ms, c.http_status, c.api, c.verdict, c.code, c.body
FROM daraja_call c JOIN payment p ON p.id = c.payment_id
WHERE p.landlord_id = :landlord_id AND p.id = :id ORDER BY c.id;
