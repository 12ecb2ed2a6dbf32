-- The rents of a lease as they follow one another, oldest first; the first is the one it began with. Only rows that count.
SELECT l.start_date AS from_date, l.rent_cents, NULL AS made_at, NULL AS person_name, 0 AS later
FROM lease l WHERE l.landlord_id = :landlord_id AND l.id = :lease_id AND (:tenant_id IS NULL OR l.tenant_id = :tenant_id)
  AND (:limited_to IS NULL OR EXISTS (SELECT 1 FROM kept_lease k WHERE k.landlord_id = :landlord_id
       AND k.person_id = :limited_to AND k.lease_id = l.id))
UNION ALL
SELECT r.from_date, r.rent_cents, r.made_at, p.name, r.from_date > :today
FROM lease_rent r
JOIN lease l ON l.landlord_id = r.landlord_id AND l.id = r.lease_id
LEFT JOIN person p ON p.id = r.made_by
WHERE r.landlord_id = :landlord_id AND r.lease_id = :lease_id AND (:tenant_id IS NULL OR l.tenant_id = :tenant_id)
  AND (:limited_to IS NULL OR EXISTS (SELECT 1 FROM kept_lease k WHERE k.landlord_id = :landlord_id
       AND k.person_id = :limited_to AND k.lease_id = l.id))
  AND NOT EXISTS (SELECT 1 FROM lease_rent n WHERE n.lease_id = r.lease_id AND n.from_date = r.from_date AND n.id > r.id)
ORDER BY 1, 3;
