SELECT f.type, f.bytes FROM reading r
JOIN reading_photo f ON f.landlord_id = r.landlord_id AND f.id = r.photo_id
LEFT JOIN lease l ON l.landlord_id = r.landlord_id AND l.id = r.lease_id
WHERE r.landlord_id = :landlord_id AND r.id = :id AND (:tenant_id IS NULL OR l.tenant_id = :tenant_id);
