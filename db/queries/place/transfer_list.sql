-- Newest first; or the one with that id.
SELECT x.*, p.name AS made_name FROM transfer x LEFT JOIN person p ON p.id = x.made_by
WHERE x.landlord_id = :landlord_id AND (:id IS NULL OR x.id = :id)
ORDER BY x.made_at DESC, x.id LIMIT :limit;
