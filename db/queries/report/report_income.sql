-- By month: what was earned (billed) and what of it came in money, by kind; what was spent; and what left without being spent.
WITH line AS (
    SELECT substr(e.day, 1, 7) AS month, 1 AS part, e.detail AS kind, 0 AS cash_cents, -e.amount_cents AS billed_cents
    FROM ledger_line e
    WHERE e.landlord_id = :landlord_id AND e.account = 'income' AND e.day BETWEEN :from AND :to
    UNION ALL
    SELECT substr(x.day, 1, 7), 1, x.kind, x.cents, 0
    FROM allocation_line x
    WHERE x.landlord_id = :landlord_id AND x.rail <> 'opening' AND x.kind <> 'deposit' AND x.day BETWEEN :from AND :to
    UNION ALL
    SELECT substr(e.day, 1, 7), 1, 'ahead', -e.amount_cents, 0
    FROM ledger_line e
    LEFT JOIN money_in m ON m.id = e.money_in_id
    WHERE e.landlord_id = :landlord_id AND e.account = 'receivable' AND e.day BETWEEN :from AND :to
      AND (m.rail <> 'opening' OR e.money_out_id IS NOT NULL)
    UNION ALL
    SELECT substr(x.day, 1, 7), 1, 'ahead', -x.cents, 0
    FROM allocation_line x
    WHERE x.landlord_id = :landlord_id AND x.rail <> 'opening' AND x.day BETWEEN :from AND :to
    UNION ALL
    SELECT substr(e.day, 1, 7), 2, e.detail, e.amount_cents, e.amount_cents
    FROM ledger_line e
    WHERE e.landlord_id = :landlord_id AND e.account = 'expense' AND e.day BETWEEN :from AND :to
    UNION ALL
    SELECT substr(e.day, 1, 7), 3, o.purpose, -e.amount_cents, 0
    FROM ledger_line e
    JOIN money_out o ON o.id = e.money_out_id
    WHERE e.landlord_id = :landlord_id AND e.account IN ('receivable', 'deposits', 'drawings') AND e.day BETWEEN :from AND :to
)
SELECT month, part, kind, sum(cash_cents) * CASE part WHEN 3 THEN -1 ELSE 1 END AS cash_cents, sum(billed_cents) AS billed_cents
FROM line
GROUP BY month, part, kind
HAVING sum(cash_cents) <> 0 OR sum(billed_cents) <> 0
ORDER BY month, part, kind
LIMIT :most;
