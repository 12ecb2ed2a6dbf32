SELECT e.at, e.from_state, e.to_state, e.cause, e.detail
FROM payment_event e JOIN payment p ON p.id = e.payment_id
WHERE p.landlord_id = :landlord_id AND p.id = :id ORDER BY e.id;
