SELECT j.*, t.name AS tenant_name, u.label AS unit_label, p.name AS property_name
FROM penalty_to_judge j
JOIN lease l ON l.landlord_id = j.landlord_id AND l.id = j.lease_id
JOIN tenant t ON t.landlord_id = l.landlord_id AND t.id = l.tenant_id
JOIN unit u ON u.landlord_id = l.landlord_id AND u.id = l.unit_id
JOIN property p ON p.landlord_id = u.landlord_id AND p.id = u.property_id
WHERE j.landlord_id = :landlord_id AND j.day <= :day ORDER BY p.name, length(u.label), u.label, j.day LIMIT :limit;
