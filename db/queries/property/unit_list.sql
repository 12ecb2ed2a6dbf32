SELECT u.id, u.property_id, p.name AS property_name, u.label, u.account_ref, u.rent_cents, l.id AS lease_id, t.name AS tenant_name
FROM unit u
JOIN property p ON p.landlord_id = u.landlord_id AND p.id = u.property_id
LEFT JOIN lease l ON l.landlord_id = u.landlord_id AND l.unit_id = u.id AND l.start_date <= :today
     AND (l.end_date IS NULL OR l.end_date >= :today)
LEFT JOIN tenant t ON t.landlord_id = l.landlord_id AND t.id = l.tenant_id
WHERE u.landlord_id = :landlord_id AND (:property_id IS NULL OR u.property_id = :property_id)
  AND (:limited_to IS NULL OR EXISTS (SELECT 1 FROM member_property k WHERE k.landlord_id = :landlord_id
       AND k.person_id = :limited_to AND k.property_id = u.property_id))
ORDER BY p.name, length(u.label), u.label, u.id;
