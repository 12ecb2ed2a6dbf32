-- Those of one lease (its property's too), of one property, or all; one by its id. Running ones first.
SELECT c.id, c.lease_id, c.property_id, c.kind, c.name, c.amount_cents, c.from_period, c.until_period, c.by_days, c.created_at,
       t.name AS tenant_name, u.label AS unit_label, p.name AS property_name,
       (SELECT x.from_period FROM charge_pause x WHERE x.charge_id = c.id AND x.to_period IS NULL) AS paused_from,
       coalesce(c.until_period, '9999-12') < :period AS over
FROM charge c
LEFT JOIN lease l ON l.landlord_id = c.landlord_id AND l.id = c.lease_id
LEFT JOIN tenant t ON t.landlord_id = l.landlord_id AND t.id = l.tenant_id
LEFT JOIN unit u ON u.landlord_id = l.landlord_id AND u.id = l.unit_id
JOIN property p ON p.landlord_id = c.landlord_id AND p.id = coalesce(c.property_id, u.property_id)
WHERE c.landlord_id = :landlord_id AND (:id IS NULL OR c.id = :id)
  AND (:property_id IS NULL OR c.property_id = :property_id)
  AND (:lease_id IS NULL OR c.lease_id = :lease_id
       OR c.property_id = (SELECT n.property_id FROM lease m JOIN unit n ON n.landlord_id = m.landlord_id AND n.id = m.unit_id
                            WHERE m.landlord_id = :landlord_id AND m.id = :lease_id))
  AND (:limited_to IS NULL OR EXISTS (SELECT 1 FROM member_property k WHERE k.landlord_id = :landlord_id
       AND k.person_id = :limited_to AND k.property_id = p.id))
ORDER BY over, p.name, c.property_id IS NULL, length(u.label), u.label, c.kind, c.from_period, c.id;
