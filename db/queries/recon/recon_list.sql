SELECT d.*, p.name AS explained_name FROM recon_difference d LEFT JOIN person p ON p.id = d.explained_by
WHERE d.landlord_id = :landlord_id AND (:state IS NULL OR d.state = :state)
  AND (d.first_seen < :before_at OR (d.first_seen = :before_at AND d.id < :before_id))
ORDER BY d.first_seen DESC, d.id DESC LIMIT :most;
