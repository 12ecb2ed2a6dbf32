-- Newest first; one by :id. :agent_id: an agent's own; NULL: all.
SELECT r.*, a.kind, a.rate, a.vat AS has_vat, a.bill_kinds, p.name AS agent, b.name AS seen_name, s.how, s.request_id, s.note, coalesce(s.at, 0) AS settled_at,
       o.business_name
FROM remittance r
JOIN landlord o ON o.id = r.landlord_id
JOIN agreement a ON a.landlord_id = r.landlord_id AND a.id = r.agreement_id
JOIN person p ON p.id = r.agent_id
LEFT JOIN person b ON b.id = r.seen_by
LEFT JOIN remittance_settlement s ON s.remittance_id = r.id
WHERE r.landlord_id = :landlord_id AND (:agent_id IS NULL OR r.agent_id = :agent_id) AND (:id IS NULL OR r.id = :id)
ORDER BY r.number DESC LIMIT 500;
