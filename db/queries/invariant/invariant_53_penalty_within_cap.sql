-- All the penalties of a bill together stay within the cap under which the last of them was charged.
SELECT p.bill_id AS id FROM penalty p
JOIN penalty_policy v ON v.id = p.policy_id
WHERE v.cap_cents IS NOT NULL AND p.verdict = 'charged'
  AND p.round = (SELECT max(q.round) FROM penalty q WHERE q.bill_id = p.bill_id AND q.verdict = 'charged')
  AND v.cap_cents < (SELECT sum(z.due_cents) FROM penalty q JOIN bill z ON z.id = q.penalty_bill_id WHERE q.bill_id = p.bill_id);
