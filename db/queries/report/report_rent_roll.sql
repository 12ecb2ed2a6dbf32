-- Every lease that runs in the month, by unit; and every unit that nobody has on the day: tenant NULL, and the days it has stood empty.
WITH billed AS (
    SELECT b.lease_id, sum(b.due_cents) AS due_cents,
           sum((SELECT coalesce(sum(x.cents), 0) FROM allocation x WHERE x.bill_id = b.id AND x.ended_at IS NULL)) AS paid_cents
    FROM bill b
    WHERE b.landlord_id = :landlord_id AND b.period = :period AND b.kind <> 'deposit' AND b.voided_at IS NULL
    GROUP BY b.lease_id
)
SELECT p.id AS property_id, p.name AS property, u.id AS unit_id, u.label AS unit, l.id AS lease_id, t.name AS tenant,
       l.rent_cents, l.start_date, coalesce(b.due_cents, 0) AS due_cents, coalesce(b.paid_cents, 0) AS paid_cents,
       (SELECT coalesce(sum(x.cents), 0) FROM bill d
          JOIN allocation x ON x.bill_id = d.id AND x.ended_at IS NULL
         WHERE d.landlord_id = :landlord_id AND d.lease_id = l.id AND d.kind = 'deposit' AND d.voided_at IS NULL)
       - (SELECT coalesce(sum(o.amount_cents), 0) FROM money_out o
           WHERE o.landlord_id = :landlord_id AND o.lease_id = l.id AND o.purpose = 'deposit') AS deposit_cents,
       0 AS days_vacant
FROM lease l
JOIN unit u ON u.landlord_id = l.landlord_id AND u.id = l.unit_id
JOIN property p ON p.landlord_id = u.landlord_id AND p.id = u.property_id
JOIN tenant t ON t.landlord_id = l.landlord_id AND t.id = l.tenant_id
LEFT JOIN billed b ON b.lease_id = l.id
WHERE l.landlord_id = :landlord_id AND l.start_date <= :last AND (l.end_date IS NULL OR l.end_date >= :first)
  AND (:property_id IS NULL OR p.id = :property_id)
UNION ALL
SELECT p.id, p.name, u.id, u.label, NULL, NULL, u.rent_cents, '~', 0, 0, 0,
       max(0, CAST(julianday(:day) - julianday(coalesce(
           (SELECT max(e.end_date) FROM lease e
             WHERE e.landlord_id = u.landlord_id AND e.unit_id = u.id AND e.end_date < :day),
           date(u.created_at, 'unixepoch', '+3 hours', '-1 day'))) AS INTEGER))
FROM unit u
JOIN property p ON p.landlord_id = u.landlord_id AND p.id = u.property_id
WHERE u.landlord_id = :landlord_id AND (:property_id IS NULL OR p.id = :property_id)
  AND NOT EXISTS (SELECT 1 FROM lease l WHERE l.landlord_id = u.landlord_id AND l.unit_id = u.id AND l.start_date <= :day
                    AND (l.end_date IS NULL OR l.end_date >= :day))
ORDER BY 2, 1, 4, 3, 8
LIMIT :most;
