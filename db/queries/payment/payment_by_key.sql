-- The person who asks is the scope: a key is his alone.
SELECT id, landlord_id, request_hash FROM payment WHERE started_by = :person_id AND idempotency_key = :key;
