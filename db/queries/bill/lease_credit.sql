-- Money of a lease that no bill has taken yet, oldest first.
SELECT m.id, m.amount_cents -
       (SELECT coalesce(sum(x.cents), 0) FROM allocation x WHERE x.money_in_id = m.id AND x.ended_at IS NULL) AS free_cents
FROM money_in m
JOIN payment p ON p.landlord_id = m.landlord_id AND p.id = m.payment_id
WHERE m.landlord_id = :landlord_id AND p.lease_id = :lease_id AND p.state = 'success'
  AND m.amount_cents > (SELECT coalesce(sum(x.cents), 0) FROM allocation x
                        WHERE x.money_in_id = m.id AND x.ended_at IS NULL)
ORDER BY m.paid_at, m.id;
