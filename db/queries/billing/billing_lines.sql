-- All that is to be billed of a month (:period, from :first_day to :last_day), a line for each lease and kind or charge, and what
-- stands for it already. Of it: what falls due between :due_from and :due_to; with :only_open what nothing stands for.
--
-- A deposit that was held before RentEase is not billed. A part month is billed by the day, rounded to whole shillings, half up. What fell due after the move-out falls due then.
WITH living AS (
    SELECT l.id AS lease_id, l.landlord_id, l.start_date, l.deposit_cents, t.name AS tenant_name, u.label AS unit_label,
           p.id AS property_id, p.name AS property_name,
           coalesce((SELECT r.rent_cents FROM lease_rent r
                      WHERE r.lease_id = l.id AND r.from_date <= max(l.start_date, :first_day)
                      ORDER BY r.from_date DESC, r.id DESC LIMIT 1), l.rent_cents) AS rent_cents,
           min(max(l.start_date, printf('%s-%02d', :period, l.due_day)), coalesce(l.end_date, :last_day)) AS due_date,
           CAST(julianday(min(coalesce(l.end_date, :last_day), :last_day)) - julianday(max(l.start_date, :first_day)) AS INTEGER) + 1
             AS days,
           CAST(julianday(:last_day) - julianday(:first_day) AS INTEGER) + 1 AS of_days
    FROM lease l
    JOIN tenant t ON t.landlord_id = l.landlord_id AND t.id = l.tenant_id
    JOIN unit u ON u.landlord_id = l.landlord_id AND u.id = l.unit_id
    JOIN property p ON p.landlord_id = u.landlord_id AND p.id = u.property_id
    WHERE l.landlord_id = :landlord_id AND l.start_date <= :last_day AND (l.end_date IS NULL OR l.end_date >= :first_day)
), line AS (
    SELECT *, 1 AS place, 'rent' AS kind, NULL AS charge_id, NULL AS name, rent_cents AS whole_cents, 1 AS by_days, 0 AS paused
    FROM living
    UNION ALL
    SELECT lease_id, landlord_id, start_date, deposit_cents, tenant_name, unit_label, property_id, property_name, rent_cents,
           start_date, days, of_days, 0, 'deposit', NULL, NULL, deposit_cents, 0, 0
    FROM living v WHERE deposit_cents > 0 AND start_date >= :first_day
      AND NOT EXISTS (SELECT 1 FROM opening_balance y WHERE y.lease_id = v.lease_id AND y.undone_at IS NULL AND y.deposit_cents > 0)
    UNION ALL
    SELECT v.*, 2, c.kind, c.id, c.name, c.amount_cents, c.by_days,
           EXISTS (SELECT 1 FROM charge_pause x WHERE x.charge_id = c.id AND x.from_period <= :period
                                                  AND coalesce(x.to_period, '9999-12') >= :period)
    FROM living v JOIN charge c ON c.landlord_id = v.landlord_id AND (c.lease_id = v.lease_id OR c.property_id = v.property_id)
    WHERE c.from_period <= :period AND coalesce(c.until_period, '9999-12') >= :period
), told AS (
    SELECT n.*, CASE WHEN n.by_days AND n.days < n.of_days THEN (n.whole_cents * n.days + n.of_days * 50) / (n.of_days * 100) * 100
                     ELSE n.whole_cents END AS cents,
           n.by_days AND n.days < n.of_days AS is_part,
           x.bill_id AS run_bill_id,
           (SELECT b.id FROM bill b
             WHERE x.bill_id IS NULL AND b.landlord_id = n.landlord_id AND b.lease_id = n.lease_id AND b.kind = n.kind
               AND b.kind <> 'other' AND (b.period = :period OR b.kind = 'deposit')
               AND NOT EXISTS (SELECT 1 FROM billing_item y WHERE y.bill_id = b.id)
             ORDER BY b.voided_at IS NOT NULL, b.created_at LIMIT 1) AS hand_bill_id
    FROM line n
    LEFT JOIN billing_item x ON x.lease_id = n.lease_id AND x.kind = n.kind AND coalesce(x.charge_id, '') = coalesce(n.charge_id, '')
                            AND (x.period = :period OR x.kind = 'deposit')
)
SELECT o.*, coalesce(o.run_bill_id, o.hand_bill_id) AS bill_id,
       (SELECT b.voided_at FROM bill b WHERE b.id = coalesce(o.run_bill_id, o.hand_bill_id)) AS voided_at
FROM told o
WHERE due_date >= :due_from AND due_date <= :due_to
  AND (NOT :only_open OR (run_bill_id IS NULL AND hand_bill_id IS NULL AND NOT paused AND cents > 0))
ORDER BY property_name, property_id, length(unit_label), unit_label, lease_id, place, kind, charge_id
LIMIT :limit;
