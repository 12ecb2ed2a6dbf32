-- What is held of a deposit is what the books say is owed to the tenant, less what he has not paid of it yet.
-- Every lease that runs in the month, by unit; and every unit that nobody has on the day: tenant NULL, and the days it has stood empty.
WITH billed AS (
    SELECT b.lease_id, sum(CASE WHEN b.period = :period AND b.kind <> 'deposit' THEN b.due_cents END) AS due_cents,
           sum(CASE WHEN b.period = :period AND b.kind <> 'deposit' THEN b.paid_cents END) AS paid_cents,
           sum(CASE WHEN b.kind = 'deposit' THEN b.due_cents - b.paid_cents END) AS deposit_cents
    FROM (SELECT y.lease_id, y.period, y.kind, y.due_cents,
                 (SELECT coalesce(sum(x.cents), 0) FROM allocation x WHERE x.bill_id = y.id AND x.ended_at IS NULL) AS paid_cents
          FROM bill y
          WHERE y.landlord_id = :landlord_id AND y.voided_at IS NULL AND (y.period = :period OR y.kind = 'deposit')) b
    GROUP BY b.lease_id
), held AS (
    SELECT coalesce(nullif(a.detail, ''), d.lease_id, o.lease_id) AS lease_id, -sum(e.amount_cents) AS cents
    FROM account a
    JOIN ledger_entry e ON e.account_id = a.id
    JOIN ledger_txn t ON t.id = e.txn_id
    LEFT JOIN bill d ON d.id = t.bill_id
    LEFT JOIN money_out o ON o.id = t.money_out_id
    WHERE a.landlord_id = :landlord_id AND a.kind = 'deposits'
    GROUP BY 1
)
SELECT p.id AS property_id, p.name AS property, u.id AS unit_id, u.label AS unit, l.id AS lease_id, t.name AS tenant,
       l.rent_cents, l.start_date, coalesce(b.due_cents, 0) AS due_cents, coalesce(b.paid_cents, 0) AS paid_cents,
       coalesce(h.cents, 0) - coalesce(b.deposit_cents, 0) AS deposit_cents,
       0 AS days_vacant
FROM lease l
JOIN unit u ON u.landlord_id = l.landlord_id AND u.id = l.unit_id
JOIN property p ON p.landlord_id = u.landlord_id AND p.id = u.property_id
JOIN tenant t ON t.landlord_id = l.landlord_id AND t.id = l.tenant_id
LEFT JOIN billed b ON b.lease_id = l.id
LEFT JOIN held h ON h.lease_id = l.id
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
