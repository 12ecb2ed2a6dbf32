SELECT v.*, p.name AS property_name FROM penalty_policy v
LEFT JOIN property p ON p.landlord_id = v.landlord_id AND p.id = v.property_id
WHERE v.landlord_id = :landlord_id AND v.property_id IS :property_id ORDER BY v.created_at DESC, v.rowid DESC LIMIT 1;
