-- Rent that was billed for days after the lease ends: before anybody knew that it would.
SELECT b.id, b.period, b.due_cents FROM bill b
JOIN lease l ON l.landlord_id = b.landlord_id AND l.id = b.lease_id
LEFT JOIN billing_item i ON i.bill_id = b.id
WHERE b.landlord_id = :landlord_id AND b.lease_id = :lease_id AND b.kind = 'rent' AND b.voided_at IS NULL
  AND (:limited_to IS NULL OR EXISTS (SELECT 1 FROM kept_lease k WHERE k.landlord_id = :landlord_id
       AND k.person_id = :limited_to AND k.lease_id = b.lease_id))
  AND (b.period > substr(l.end_date, 1, 7)
       OR (b.period = substr(l.end_date, 1, 7) AND i.bill_id IS NOT NULL AND i.days IS NULL
           AND l.end_date < date(l.end_date, 'start of month', '+1 month', '-1 day')))
ORDER BY b.period;
