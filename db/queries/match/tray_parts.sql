SELECT s.lease_id, t.name AS tenant_name, u.label AS unit_label, p.name AS property_name, s.how, h.name AS person, s.reason,
       s.cents, s.made_at, s.ended_at
FROM assignment s
JOIN lease l ON l.landlord_id = s.landlord_id AND l.id = s.lease_id
JOIN tenant t ON t.landlord_id = l.landlord_id AND t.id = l.tenant_id
JOIN unit u ON u.landlord_id = l.landlord_id AND u.id = l.unit_id
JOIN property p ON p.landlord_id = u.landlord_id AND p.id = u.property_id
LEFT JOIN person h ON h.id = s.made_by
WHERE s.landlord_id = :landlord_id AND s.money_in_id = :id AND (:tenant_id IS NULL OR l.tenant_id = :tenant_id)
ORDER BY s.id;
