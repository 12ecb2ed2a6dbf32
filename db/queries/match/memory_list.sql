SELECT y.id, y.lease_id, y.shown, y.payer_name, y.typed, y.made_at, p.name AS person, t.name AS tenant_name,
       u.label AS unit_label
FROM match_memory y
JOIN lease l ON l.landlord_id = y.landlord_id AND l.id = y.lease_id
JOIN tenant t ON t.landlord_id = l.landlord_id AND t.id = l.tenant_id
JOIN unit u ON u.landlord_id = l.landlord_id AND u.id = l.unit_id
LEFT JOIN person p ON p.id = y.made_by
WHERE y.landlord_id = :landlord_id AND y.ended_at IS NULL AND (:lease_id IS NULL OR y.lease_id = :lease_id)
  AND (:id IS NULL OR y.id = :id)
  AND (:limited_to IS NULL OR EXISTS (SELECT 1 FROM kept_lease k WHERE k.landlord_id = :landlord_id
       AND k.person_id = :limited_to AND k.lease_id = y.lease_id))
ORDER BY y.made_at DESC, y.id LIMIT 200;
