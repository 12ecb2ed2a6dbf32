-- What each lease owed at the end of a day, by how long it had been due, as the books stood then; and its credit: what its bills
-- left open, less what its account said.
WITH open AS (
    SELECT b.lease_id, CAST(julianday(:day) - julianday(b.due_date) AS INTEGER) AS age,
           b.due_cents - (SELECT coalesce(sum(x.cents), 0) FROM allocation x
                           WHERE x.bill_id = b.id AND x.made_at < :end_at AND (x.ended_at IS NULL OR x.ended_at >= :end_at))
             AS cents
    FROM bill b
    WHERE b.landlord_id = :landlord_id AND b.created_at < :end_at AND (b.voided_at IS NULL OR b.voided_at >= :end_at)
), aged AS (
    SELECT lease_id, sum(cents) AS open_cents, max(CASE WHEN cents > 0 THEN age END) AS oldest,
           sum(CASE WHEN age < 0 THEN cents ELSE 0 END) AS later_cents,
           sum(CASE WHEN age BETWEEN 0 AND 30 THEN cents ELSE 0 END) AS d30_cents,
           sum(CASE WHEN age BETWEEN 31 AND 60 THEN cents ELSE 0 END) AS d60_cents,
           sum(CASE WHEN age BETWEEN 61 AND 90 THEN cents ELSE 0 END) AS d90_cents,
           sum(CASE WHEN age > 90 THEN cents ELSE 0 END) AS over_cents
    FROM open GROUP BY lease_id
), owed AS (
    SELECT a.detail AS lease_id, sum(e.amount_cents) AS cents
    FROM account a
    JOIN ledger_entry e ON e.account_id = a.id
    JOIN ledger_txn t ON t.id = e.txn_id
    WHERE a.landlord_id = :landlord_id AND a.kind = 'receivable' AND t.at < :end_at
    GROUP BY a.detail
), row AS (
    SELECT p.id AS property_id, p.name AS property, u.label AS unit, l.id AS lease_id, t.name AS tenant, t.phone,
           coalesce(g.oldest, -1) AS oldest, coalesce(g.later_cents, 0) AS later_cents, coalesce(g.d30_cents, 0) AS d30_cents,
           coalesce(g.d60_cents, 0) AS d60_cents, coalesce(g.d90_cents, 0) AS d90_cents,
           coalesce(g.over_cents, 0) AS over_cents, coalesce(g.open_cents, 0) - coalesce(o.cents, 0) AS credit_cents
    FROM lease l
    JOIN unit u ON u.landlord_id = l.landlord_id AND u.id = l.unit_id
    JOIN property p ON p.landlord_id = u.landlord_id AND p.id = u.property_id
    JOIN tenant t ON t.landlord_id = l.landlord_id AND t.id = l.tenant_id
    LEFT JOIN aged g ON g.lease_id = l.id
    LEFT JOIN owed o ON o.lease_id = l.id
    WHERE l.landlord_id = :landlord_id AND (:property_id IS NULL OR p.id = :property_id)
)
SELECT *, d30_cents + d60_cents + d90_cents + over_cents AS late_cents FROM row
WHERE later_cents <> 0 OR credit_cents <> 0 OR d30_cents + d60_cents + d90_cents + over_cents <> 0
ORDER BY property, property_id, CASE :sort WHEN 'most' THEN d30_cents + d60_cents + d90_cents + over_cents ELSE oldest END DESC,
         d30_cents + d60_cents + d90_cents + over_cents DESC, tenant, lease_id
LIMIT :most;
