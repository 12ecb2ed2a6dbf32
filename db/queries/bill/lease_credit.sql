-- Money of a lease that no bill has taken yet, oldest first.
SELECT m.id, m.amount_cents -
       (SELECT coalesce(sum(x.cents), 0) FROM allocation x WHERE x.money_in_id = m.id AND x.ended_at IS NULL) AS free_cents
FROM assignment s
JOIN money_in m ON m.landlord_id = s.landlord_id AND m.id = s.money_in_id
WHERE s.landlord_id = :landlord_id AND s.lease_id = :lease_id AND s.ended_at IS NULL
  AND m.amount_cents > (SELECT coalesce(sum(x.cents), 0) FROM allocation x
                        WHERE x.money_in_id = m.id AND x.ended_at IS NULL)
ORDER BY m.paid_at, m.id;
