-- An agent's statement says what its rows and its money add up to, and each of its months once.
SELECT r.id FROM remittance r
LEFT JOIN (SELECT remittance_id, sum(collected_cents) AS collected, sum(counted_cents) AS counted, sum(fee_cents) AS fee
           FROM remittance_row GROUP BY remittance_id) w ON w.remittance_id = r.id
LEFT JOIN (SELECT remittance_id, sum(cents) AS cents FROM remittance_item GROUP BY remittance_id) i ON i.remittance_id = r.id
LEFT JOIN (SELECT remittance_id, sum(cents) AS cents FROM remittance_expense GROUP BY remittance_id) x ON x.remittance_id = r.id
JOIN agreement a ON a.id = r.agreement_id
WHERE coalesce(w.collected, 0) <> r.collected_cents OR coalesce(w.counted, 0) <> r.counted_cents
   OR coalesce(i.cents, 0) <> r.collected_cents OR coalesce(x.cents, 0) <> r.expenses_cents
   OR (a.kind = 'percent' AND coalesce(w.fee, 0) <> r.fee_cents) OR a.agent_id <> r.agent_id OR a.state <> 'accepted'
   OR NOT EXISTS (SELECT 1 FROM remittance_month m WHERE m.remittance_id = r.id AND m.month = r.from_month);
