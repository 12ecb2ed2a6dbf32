-- What this payer paid before, by the lease it counts for. A masked number is his with his name only.
SELECT s.lease_id, count(*) AS times, max(m.amount_cents = :amount_cents) AS same_amount
FROM money_in m
JOIN assignment s ON s.money_in_id = m.id AND s.ended_at IS NULL
WHERE m.landlord_id = :landlord_id AND m.phone = :phone AND m.phone <> ''
  AND (:masked = 0 OR (m.payer_name IS NOT NULL AND m.payer_name = :payer_name))
GROUP BY s.lease_id;
