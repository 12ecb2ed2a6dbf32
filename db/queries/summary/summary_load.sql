-- billed and collected: of this period's bills; outstanding: everything still owed on bills.
WITH bills AS (
    SELECT b.period, b.due_cents, b.due_date,
           (SELECT coalesce(sum(x.cents), 0) FROM allocation x WHERE x.bill_id = b.id AND x.ended_at IS NULL) AS paid_cents
    FROM bill b WHERE b.landlord_id = :landlord_id AND b.voided_at IS NULL
)
SELECT coalesce(sum(CASE WHEN period = :period THEN due_cents END), 0) AS billed_cents,
       coalesce(sum(CASE WHEN period = :period THEN paid_cents END), 0) AS collected_cents,
       coalesce(sum(due_cents - paid_cents), 0) AS outstanding_cents,
       coalesce(sum(paid_cents < due_cents), 0) AS bills_open,
       coalesce(sum(paid_cents < due_cents AND due_date < :today), 0) AS bills_overdue,
       (SELECT count(*) FROM property WHERE landlord_id = :landlord_id) AS properties,
       (SELECT count(*) FROM unit WHERE landlord_id = :landlord_id) AS units,
       (SELECT count(DISTINCT unit_id) FROM lease WHERE landlord_id = :landlord_id AND start_date <= :today
           AND (end_date IS NULL OR end_date >= :today)) AS occupied,
       (SELECT count(*) FROM tenant WHERE landlord_id = :landlord_id) AS tenants
FROM bills;
