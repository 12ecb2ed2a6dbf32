SELECT l.id, l.tenant_id, l.unit_id, t.name AS tenant_name, t.phone AS tenant_phone, u.label AS unit_label,
       p.name AS property_name, u.account_ref,
       coalesce((SELECT r.rent_cents FROM lease_rent r WHERE r.lease_id = l.id AND r.from_date <= max(:today, l.start_date)
                  ORDER BY r.from_date DESC, r.id DESC LIMIT 1), l.rent_cents) AS rent_cents,
       l.deposit_cents, l.due_day, l.start_date, l.end_date,
       l.start_date <= :today AND (l.end_date IS NULL OR l.end_date >= :today) AS running,
       coalesce((SELECT a.balance_cents FROM account a
                  WHERE a.landlord_id = l.landlord_id AND a.kind = 'receivable' AND a.detail = l.id), 0) AS balance_cents
FROM lease l
JOIN tenant t ON t.landlord_id = l.landlord_id AND t.id = l.tenant_id
JOIN unit u ON u.landlord_id = l.landlord_id AND u.id = l.unit_id
JOIN property p ON p.landlord_id = u.landlord_id AND p.id = u.property_id
WHERE l.landlord_id = :landlord_id AND l.id = :id AND (:tenant_id IS NULL OR l.tenant_id = :tenant_id)
  AND (:limited_to IS NULL OR EXISTS (SELECT 1 FROM kept_lease k WHERE k.landlord_id = :landlord_id
       AND k.person_id = :limited_to AND k.lease_id = l.id));
