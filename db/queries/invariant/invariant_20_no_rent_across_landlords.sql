SELECT x.bill_id AS id FROM allocation x
JOIN money_in m ON m.id = x.money_in_id
JOIN bill b ON b.id = x.bill_id
JOIN lease l ON l.id = b.lease_id
WHERE l.landlord_id <> m.landlord_id
   OR (x.ended_at IS NULL AND NOT EXISTS (SELECT 1 FROM assignment s WHERE s.money_in_id = m.id AND s.lease_id = l.id
                                             AND s.ended_at IS NULL));
