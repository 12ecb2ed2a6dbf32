-- What the money pays; of money that was given back, what it had paid. A tenant sees his own bills.
SELECT b.id, b.kind, b.period, x.cents
FROM allocation x
JOIN bill b ON b.landlord_id = x.landlord_id AND b.id = x.bill_id
JOIN lease l ON l.landlord_id = b.landlord_id AND l.id = b.lease_id
WHERE x.landlord_id = :landlord_id AND x.money_in_id = :money_in_id AND (:tenant_id IS NULL OR l.tenant_id = :tenant_id)
  AND (:limited_to IS NULL OR EXISTS (SELECT 1 FROM kept_lease k WHERE k.landlord_id = :landlord_id
       AND k.person_id = :limited_to AND k.lease_id = b.lease_id))
  AND (x.ended_at IS NULL
       OR (:reversed AND x.ended_at = (SELECT max(y.ended_at) FROM allocation y WHERE y.money_in_id = x.money_in_id)))
ORDER BY x.id;
