-- A property's own first; of those in force the newest, and of one day's the last one said.
SELECT r.*, p.name AS property_name FROM meter_rate r
LEFT JOIN property p ON p.landlord_id = r.landlord_id AND p.id = r.property_id
WHERE r.landlord_id = :landlord_id AND r.kind = :kind AND r.from_day <= :day
  AND (r.property_id IS NULL OR r.property_id = :property_id)
ORDER BY r.property_id IS NULL, r.from_day DESC, r.created_at DESC, r.rowid DESC LIMIT 1;
