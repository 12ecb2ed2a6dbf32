SELECT id FROM reading WHERE landlord_id = :landlord_id AND billed_at IS NULL AND replaced_at IS NULL AND lease_id IS NOT NULL
ORDER BY day, id LIMIT :limit;
