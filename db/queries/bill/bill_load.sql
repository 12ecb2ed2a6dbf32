SELECT b.id, b.lease_id, b.period, b.kind, b.due_cents, b.due_date, b.description, b.voided_at, b.created_at,
       (SELECT coalesce(sum(x.cents), 0) FROM allocation x WHERE x.bill_id = b.id AND x.ended_at IS NULL) AS paid_cents,
       l.tenant_id, t.name AS tenant_name, t.phone AS tenant_phone, u.label AS unit_label, p.name AS property_name,
       u.account_ref,
       (SELECT y.id FROM payment y WHERE y.bill_id = b.id AND y.state IN ('pending', 'sending', 'processing'))
         AS open_payment
FROM bill b
JOIN lease l ON l.landlord_id = b.landlord_id AND l.id = b.lease_id
JOIN tenant t ON t.landlord_id = l.landlord_id AND t.id = l.tenant_id
JOIN unit u ON u.landlord_id = l.landlord_id AND u.id = l.unit_id
JOIN property p ON p.landlord_id = u.landlord_id AND p.id = u.property_id
WHERE b.landlord_id = :landlord_id AND b.id = :id AND (:tenant_id IS NULL OR l.tenant_id = :tenant_id);
