SELECT v.*, p.name AS property_name FROM penalty_policy v
LEFT JOIN property p ON p.landlord_id = v.landlord_id AND p.id = v.property_id
WHERE v.landlord_id = :landlord_id
  AND v.id = (SELECT x.id FROM penalty_policy x WHERE x.landlord_id = v.landlord_id AND x.property_id IS v.property_id
               ORDER BY x.created_at DESC, x.rowid DESC LIMIT 1)
ORDER BY v.property_id IS NOT NULL, p.name;
