-- Leases running today, by the names that their units go by.
SELECT l.id AS lease_id, u.account_ref, u.label, p.name AS property_name
FROM lease l
JOIN unit u ON u.landlord_id = l.landlord_id AND u.id = l.unit_id
JOIN property p ON p.landlord_id = u.landlord_id AND p.id = u.property_id
WHERE l.landlord_id = :landlord_id AND l.start_date <= :today AND (l.end_date IS NULL OR l.end_date >= :today);
