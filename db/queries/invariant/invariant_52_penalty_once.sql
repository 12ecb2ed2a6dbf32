-- A bill is judged once a round; a penalty is a bill of its own, of that kind, of the same lease, for one other that is none.
SELECT p.bill_id AS id FROM penalty p
LEFT JOIN bill b ON b.landlord_id = p.landlord_id AND b.id = p.bill_id
LEFT JOIN bill z ON z.landlord_id = p.landlord_id AND z.id = p.penalty_bill_id
WHERE b.id IS NULL OR b.kind = 'penalty' OR (p.verdict = 'charged') <> (z.id IS NOT NULL)
   OR (z.id IS NOT NULL AND (z.kind <> 'penalty' OR z.lease_id <> b.lease_id OR z.due_date <> p.day))
   OR (p.waived_at IS NOT NULL AND z.voided_at IS NULL)
   OR (p.round > 1 AND NOT EXISTS (SELECT 1 FROM penalty q WHERE q.bill_id = p.bill_id AND q.round = p.round - 1))
UNION ALL
SELECT bill_id FROM penalty GROUP BY bill_id, round HAVING count(*) > 1
UNION ALL
SELECT penalty_bill_id FROM penalty WHERE penalty_bill_id IS NOT NULL GROUP BY penalty_bill_id HAVING count(*) > 1;
