-- Newest due date first; the cursor is the due day (since 1970) and id of the last row shown.
SELECT *, CAST(julianday(due_date) - 2440587.5 AS INTEGER) AS due_day FROM (SELECT b.id, b.lease_id, b.period, b.kind, b.due_cents, b.due_date, b.description, b.voided_at, b.created_at,
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
WHERE b.landlord_id = :landlord_id AND (:tenant_id IS NULL OR l.tenant_id = :tenant_id)
  AND (:lease_id IS NULL OR b.lease_id = :lease_id) AND (:period IS NULL OR b.period = :period)
) AS s
WHERE (:status IS NULL OR :status =
         CASE WHEN voided_at IS NOT NULL THEN 'void' WHEN paid_cents >= due_cents THEN 'paid'
              WHEN paid_cents > 0 THEN 'part_paid' ELSE 'unpaid' END
       OR (:status = 'open' AND voided_at IS NULL AND paid_cents < due_cents))
  AND (CAST(julianday(due_date) - 2440587.5 AS INTEGER) < :cursor_at
       OR (CAST(julianday(due_date) - 2440587.5 AS INTEGER) = :cursor_at AND id < :cursor_id))
ORDER BY due_date DESC, id DESC LIMIT :limit;
