-- The bills that a payment pays, and what else is open on its leases.
SELECT * FROM (
    SELECT b.id, b.kind, b.period, b.due_date, u.label AS unit_label,
           coalesce((SELECT x.cents FROM allocation x WHERE x.money_in_id = m.id AND x.bill_id = b.id AND x.ended_at IS NULL), 0)
             AS paid_cents,
           b.due_cents - (SELECT coalesce(sum(x.cents), 0) FROM allocation x
                           WHERE x.bill_id = b.id AND x.money_in_id <> m.id AND x.ended_at IS NULL) AS most_cents
    FROM money_in m
    JOIN assignment s ON s.money_in_id = m.id AND s.ended_at IS NULL
    JOIN bill b ON b.landlord_id = s.landlord_id AND b.lease_id = s.lease_id AND b.voided_at IS NULL
    JOIN lease l ON l.landlord_id = b.landlord_id AND l.id = b.lease_id
    JOIN unit u ON u.landlord_id = l.landlord_id AND u.id = l.unit_id
    WHERE m.landlord_id = :landlord_id AND (m.id = :id OR m.payment_id = :id))
WHERE most_cents > 0
ORDER BY paid_cents = 0, due_date, id LIMIT :limit;
