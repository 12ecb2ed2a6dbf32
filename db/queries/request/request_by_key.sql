-- The same person's earlier request with this idempotency key.
SELECT id, coalesce(request_hash, '') AS request_hash FROM mpesa_request
WHERE landlord_id = :landlord_id AND requested_by = :person_id AND idempotency_key = :key;
