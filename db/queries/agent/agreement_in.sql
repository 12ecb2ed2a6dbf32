SELECT a.id, a.agent_id, p.name AS agent, a.kind, a.rate, a.vat, a.bill_kinds, a.collects, a.from_month, a.state,
       b.name AS proposed_by, a.proposed_at, coalesce(a.decided_at, 0) AS decided_at
FROM agreement a JOIN person p ON p.id = a.agent_id JOIN person b ON b.id = a.proposed_by
WHERE a.landlord_id = :landlord_id AND a.agent_id = :agent_id AND a.state = 'accepted' AND a.from_month <= :month
ORDER BY a.from_month DESC LIMIT 1;
