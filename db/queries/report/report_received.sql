-- What came for each property's leases in a time, less what was given back of it; and how much of that paid deposits and what
-- is no rent. The rest is rent: paid ahead, for a bill, or owed from before RentEase. A deposit that is kept to pay a bill comes
-- in on that day; what was paid before RentEase does not.
WITH came AS (
    SELECT e.detail AS lease_id, -e.amount_cents AS cents, 0 AS deposit_cents, 0 AS other_cents
    FROM ledger_line e
    LEFT JOIN money_in m ON m.id = e.money_in_id
    WHERE e.landlord_id = :landlord_id AND e.account = 'receivable' AND e.day BETWEEN :from AND :to
      AND (m.rail <> 'opening' OR e.money_out_id IS NOT NULL)
    UNION ALL
    SELECT x.lease_id, 0, CASE x.kind WHEN 'deposit' THEN x.cents ELSE 0 END,
           CASE WHEN x.kind IN ('deposit', 'rent', 'opening') THEN 0 ELSE x.cents END
    FROM allocation_line x
    WHERE x.landlord_id = :landlord_id AND x.rail <> 'opening' AND x.day BETWEEN :from AND :to
)
SELECT p.id AS property_id, p.name AS property, p.use, sum(c.cents) AS cents, sum(c.deposit_cents) AS deposit_cents,
       sum(c.other_cents) AS other_cents
FROM came c
JOIN lease l ON l.landlord_id = :landlord_id AND l.id = c.lease_id
JOIN unit u ON u.landlord_id = l.landlord_id AND u.id = l.unit_id
JOIN property p ON p.landlord_id = u.landlord_id AND p.id = u.property_id
WHERE :property_id IS NULL OR p.id = :property_id
GROUP BY p.id
ORDER BY p.name, p.id;
