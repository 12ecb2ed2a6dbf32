-- Leases with a bill of which just this much is open.
SELECT DISTINCT b.lease_id FROM bill b
WHERE b.landlord_id = :landlord_id AND b.lease_id = :lease_id AND b.voided_at IS NULL AND b.due_cents >= :amount_cents
  AND b.due_cents - (SELECT coalesce(sum(x.cents), 0) FROM allocation x WHERE x.bill_id = b.id AND x.ended_at IS NULL)
    = :amount_cents;
