SELECT e.at, e.from_state, e.to_state, e.cause, e.detail
FROM request_event e JOIN mpesa_request q ON q.id = e.request_id
WHERE q.landlord_id = :landlord_id AND q.id = :id ORDER BY e.id;
