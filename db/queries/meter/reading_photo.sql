SELECT f.type, f.bytes FROM reading r
JOIN reading_photo f ON f.landlord_id = r.landlord_id AND f.id = r.photo_id
LEFT JOIN lease l ON l.landlord_id = r.landlord_id AND l.id = r.lease_id
WHERE r.landlord_id = :landlord_id AND r.id = :id AND (:tenant_id IS NULL OR l.tenant_id = :tenant_id)
  AND (:limited_to IS NULL OR EXISTS (SELECT 1 FROM meter m JOIN kept_unit k ON k.landlord_id = m.landlord_id AND k.unit_id = m.unit_id
       WHERE m.landlord_id = r.landlord_id AND m.id = r.meter_id AND k.person_id = :limited_to));
