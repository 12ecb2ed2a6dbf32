-- What is owed on a lease, the chosen bill first, then oldest due first.
SELECT b.id, b.due_cents -
       (SELECT coalesce(sum(x.cents), 0) FROM allocation x WHERE x.bill_id = b.id AND x.ended_at IS NULL) AS open_cents
FROM bill b
WHERE b.landlord_id = :landlord_id AND b.lease_id = :lease_id AND b.voided_at IS NULL
  AND b.due_cents > (SELECT coalesce(sum(x.cents), 0) FROM allocation x WHERE x.bill_id = b.id AND x.ended_at IS NULL)
ORDER BY CASE WHEN b.id = :chosen_bill_id THEN 0 ELSE 1 END, b.due_date, b.created_at, b.id;
