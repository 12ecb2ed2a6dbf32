-- What Daraja was asked about this request, the newest first.
SELECT x.id, x.requested_at, x.state, x.verdict, s.state AS found, s.receipt_no
FROM mpesa_request x LEFT JOIN status_report s ON s.request_id = x.id
WHERE x.landlord_id = :landlord_id AND x.about_request_id = :id ORDER BY x.requested_at DESC, x.id LIMIT 50;
