-- A tenant sees that of his own lease, once it is final.
SELECT s.*, m.name AS made_name, f.name AS final_name, q.state AS request_state, q.result_receipt, q.party AS request_party,
       (SELECT coalesce(sum(i.cents), 0) FROM deposit_item i WHERE i.settlement_id = s.id) AS item_cents
FROM deposit_settlement s
JOIN lease l ON l.landlord_id = s.landlord_id AND l.id = s.lease_id
LEFT JOIN person m ON m.id = s.made_by
LEFT JOIN person f ON f.id = s.final_by
LEFT JOIN mpesa_request q ON q.landlord_id = s.landlord_id AND q.id = s.request_id
WHERE s.landlord_id = :landlord_id AND s.lease_id = :lease_id
  AND (:tenant_id IS NULL OR (l.tenant_id = :tenant_id AND s.state = 'final'));
