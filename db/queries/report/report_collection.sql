-- By property and month: what was billed for the month, and what came in it, by way.
WITH moved AS (
    SELECT e.detail AS lease_id, substr(e.day, 1, 7) AS month, 0 AS billed_cents, -e.amount_cents AS cents,
           CASE WHEN m.rail <> 'mpesa' THEN m.rail WHEN m.payment_id IS NULL THEN 'direct' ELSE 'prompt' END AS way
    FROM ledger_line e
    JOIN money_in m ON m.id = e.money_in_id
    WHERE e.landlord_id = :landlord_id AND e.account = 'receivable' AND e.day BETWEEN :from AND :to
      AND m.rail NOT IN ('opening', 'deposits')
    UNION ALL
    SELECT b.lease_id, b.period, b.due_cents, 0, ''
    FROM bill b
    WHERE b.landlord_id = :landlord_id AND b.voided_at IS NULL AND b.period BETWEEN substr(:from, 1, 7) AND substr(:to, 1, 7)
)
SELECT p.id AS property_id, p.name AS property, v.month, sum(v.billed_cents) AS billed_cents, sum(v.cents) AS collected_cents,
       sum(CASE v.way WHEN 'prompt' THEN v.cents ELSE 0 END) AS prompt_cents,
       sum(CASE v.way WHEN 'direct' THEN v.cents ELSE 0 END) AS direct_cents,
       sum(CASE v.way WHEN 'cash' THEN v.cents ELSE 0 END) AS cash_cents,
       sum(CASE v.way WHEN 'cheque' THEN v.cents ELSE 0 END) AS cheque_cents,
       sum(CASE v.way WHEN 'bank' THEN v.cents ELSE 0 END) AS bank_cents
FROM moved v
JOIN lease l ON l.landlord_id = :landlord_id AND l.id = v.lease_id
JOIN unit u ON u.landlord_id = l.landlord_id AND u.id = l.unit_id
JOIN property p ON p.landlord_id = u.landlord_id AND p.id = u.property_id
WHERE :property_id IS NULL OR p.id = :property_id
GROUP BY p.id, v.month
ORDER BY p.name, p.id, v.month
LIMIT :most;
