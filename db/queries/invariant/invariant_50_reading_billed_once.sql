-- A reading is billed once, for what it says, to whom it is for; what was replaced has no bill that stands.
SELECT r.id FROM reading r LEFT JOIN bill b ON b.landlord_id = r.landlord_id AND b.id = r.bill_id
WHERE (r.bill_id IS NOT NULL AND (b.id IS NULL OR b.due_cents <> r.amount_cents OR b.lease_id IS NOT r.lease_id
        OR (r.replaced_at IS NOT NULL AND b.voided_at IS NULL)))
   OR (r.billed_at IS NOT NULL AND (r.bill_id IS NULL) <> (r.amount_cents = 0))
UNION ALL
SELECT bill_id FROM reading WHERE bill_id IS NOT NULL GROUP BY bill_id HAVING count(*) > 1;
