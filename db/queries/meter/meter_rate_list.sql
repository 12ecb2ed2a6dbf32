SELECT r.*, p.name AS property_name FROM meter_rate r
LEFT JOIN property p ON p.landlord_id = r.landlord_id AND p.id = r.property_id
WHERE r.landlord_id = :landlord_id ORDER BY r.from_day DESC, r.created_at DESC, r.rowid DESC;
