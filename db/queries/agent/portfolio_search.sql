-- Tenants of all the landlords for whom he is an agent: by a part of the name, the phone or the unit's label. :like has its own
-- wildcards escaped.
SELECT t.id, t.name, t.phone, t.landlord_id, o.business_name, u.label AS unit, p.name AS property
FROM member m
JOIN landlord o ON o.id = m.landlord_id
JOIN tenant t ON t.landlord_id = m.landlord_id
LEFT JOIN lease l ON l.landlord_id = t.landlord_id AND l.tenant_id = t.id AND l.start_date <= :today
     AND (l.end_date IS NULL OR l.end_date >= :today)
LEFT JOIN unit u ON u.landlord_id = l.landlord_id AND u.id = l.unit_id
LEFT JOIN property p ON p.landlord_id = u.landlord_id AND p.id = u.property_id
WHERE m.person_id = :person_id AND m.role = 'agent'
  AND (t.name LIKE :like ESCAPE '\' OR t.phone LIKE :phone ESCAPE '\' OR u.label LIKE :like ESCAPE '\')
ORDER BY t.name, t.id, u.label LIMIT 100;
