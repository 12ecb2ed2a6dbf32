SELECT coalesce(sum(cents), 0) AS cents FROM refund
WHERE landlord_id = :landlord_id AND request_id = :request_id AND ended_at IS NULL;
