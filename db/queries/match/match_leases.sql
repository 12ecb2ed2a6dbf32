-- Leases that a payment could be for: those that run today, and those that ended within half a year and owe something. With
-- what this payer paid for each before, and what a person decided.
SELECT l.id, l.tenant_id, t.name AS tenant_name, t.phone AS tenant_phone, u.account_ref, u.label, p.id AS property_id,
       p.name AS property_name, l.rent_cents, l.due_day, coalesce(a.balance_cents, 0) AS balance_cents,
       l.start_date <= :today AND (l.end_date IS NULL OR l.end_date >= :today) AS running
FROM lease l
JOIN tenant t ON t.landlord_id = l.landlord_id AND t.id = l.tenant_id
JOIN unit u ON u.landlord_id = l.landlord_id AND u.id = l.unit_id
JOIN property p ON p.landlord_id = u.landlord_id AND p.id = u.property_id
LEFT JOIN account a ON a.landlord_id = l.landlord_id AND a.kind = 'receivable' AND a.detail = l.id
WHERE l.landlord_id = :landlord_id AND l.start_date <= :today
  AND (l.end_date IS NULL OR l.end_date >= :today
       OR (l.end_date >= date(:today, '-183 days') AND coalesce(a.balance_cents, 0) > 0))
ORDER BY p.id;
