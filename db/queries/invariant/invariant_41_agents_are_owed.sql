-- What is owed to an agent is the fees of his statements that are not settled.
SELECT r.agent_id AS id FROM remittance r
LEFT JOIN remittance_settlement s ON s.remittance_id = r.id
GROUP BY r.landlord_id, r.agent_id
HAVING sum(CASE WHEN s.remittance_id IS NULL THEN r.fee_cents + r.vat_cents ELSE 0 END) <>
       -coalesce((SELECT a.balance_cents FROM account a WHERE a.landlord_id = r.landlord_id AND a.kind = 'agent'
                   AND a.detail = r.agent_id), 0);
