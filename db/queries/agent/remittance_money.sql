-- The money that a statement counts, by lease: what paid bills up to :until and was never counted, and what was counted and has been
-- undone since. A day is the one on which the tenant paid, in East Africa.
SELECT * FROM (
    SELECT x.id AS allocation_id, 1 AS sign, x.cents, b.kind, b.lease_id
    FROM allocation x
    JOIN money_in m ON m.landlord_id = x.landlord_id AND m.id = x.money_in_id
    JOIN bill b ON b.landlord_id = x.landlord_id AND b.id = x.bill_id
    WHERE x.landlord_id = :landlord_id AND x.ended_at IS NULL
      AND date(m.paid_at, 'unixepoch', '+3 hours') BETWEEN :since AND :until
      AND NOT EXISTS (SELECT 1 FROM remittance_item i WHERE i.agent_id = :agent_id AND i.allocation_id = x.id AND i.sign = 1)
    UNION ALL
    SELECT x.id, -1, -i.cents, b.kind, b.lease_id
    FROM remittance_item i
    JOIN allocation x ON x.id = i.allocation_id AND x.ended_at IS NOT NULL
    JOIN bill b ON b.landlord_id = x.landlord_id AND b.id = x.bill_id
    WHERE i.landlord_id = :landlord_id AND i.agent_id = :agent_id AND i.sign = 1
      AND NOT EXISTS (SELECT 1 FROM remittance_item o WHERE o.agent_id = i.agent_id AND o.allocation_id = i.allocation_id
                       AND o.sign = -1)
) c
JOIN (SELECT l.id, l.landlord_id, p.name AS property, u.label AS unit, t.name AS tenant
      FROM lease l
      JOIN tenant t ON t.landlord_id = l.landlord_id AND t.id = l.tenant_id
      JOIN unit u ON u.landlord_id = l.landlord_id AND u.id = l.unit_id
      JOIN property p ON p.landlord_id = u.landlord_id AND p.id = u.property_id) w
  ON w.landlord_id = :landlord_id AND w.id = c.lease_id
ORDER BY w.property, length(w.unit), w.unit, w.tenant, c.lease_id, c.allocation_id, c.sign;
