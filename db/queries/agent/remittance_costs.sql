-- What was paid out for the houses up to :until and stands in no statement of this agent's; not what settled one.
SELECT m.id AS money_out_id, m.amount_cents + m.charge_cents AS cents, coalesce(q.remarks, m.purpose) AS what
FROM money_out m
JOIN mpesa_request q ON q.id = m.request_id
WHERE m.landlord_id = :landlord_id AND m.purpose IN ('expense', 'utility', 'supplier', 'salary', 'promotion', 'tax')
  AND date(m.paid_at, 'unixepoch', '+3 hours') BETWEEN :since AND :until
  AND NOT EXISTS (SELECT 1 FROM remittance_expense x WHERE x.agent_id = :agent_id AND x.money_out_id = m.id)
  AND NOT EXISTS (SELECT 1 FROM remittance_settlement s WHERE s.request_id = m.request_id)
ORDER BY m.paid_at, m.id;
