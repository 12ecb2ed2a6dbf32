-- Newest first; the cursor is the time and id of the last row shown. A tenant sees what was paid to him, once it was.
SELECT movement_row.*,
       (SELECT sum(o.cents) FROM own_part o WHERE o.id = movement_row.id AND o.tenant_id = :tenant_id) AS own_cents,
       (SELECT max(o.lease_id) FROM own_part o WHERE o.id = movement_row.id AND o.tenant_id = :tenant_id) AS own_lease_id,
       (SELECT group_concat(o.unit_label, ', ') FROM own_part o WHERE o.id = movement_row.id AND o.tenant_id = :tenant_id) AS own_unit,
       (SELECT max(o.tenant_name) FROM own_part o WHERE o.id = movement_row.id AND o.tenant_id = :tenant_id) AS own_tenant,
       (SELECT max(o.property_name) FROM own_part o WHERE o.id = movement_row.id AND o.tenant_id = :tenant_id) AS own_property
FROM movement_row
WHERE landlord_id = :landlord_id
  AND (:tenant_id IS NULL OR ((tenant_id = :tenant_id OR EXISTS (SELECT 1 FROM own_part o WHERE o.id = movement_row.id AND o.tenant_id = :tenant_id)) AND (type IN ('stk', 'c2b', 'manual')
       OR (type = 'b2c' AND purpose IN ('refund', 'deposit') AND state = 'success'))))
  AND (:limited_to IS NULL OR EXISTS (SELECT 1 FROM kept_lease k WHERE k.landlord_id = :landlord_id
       AND k.person_id = :limited_to AND k.lease_id = movement_row.lease_id))
  AND (:hides_out = 0 OR type IN ('stk', 'c2b', 'manual'))
  AND (:type IS NULL OR type = :type)
  AND (:state IS NULL OR state = :state OR (:state = 'pending' AND state = 'sending'))
  AND (:lease_id IS NULL OR lease_id = :lease_id
       OR EXISTS (SELECT 1 FROM own_part o WHERE o.id = movement_row.id AND o.lease_id = :lease_id))
  AND (:phone IS NULL OR phone = :phone)
  AND initiated_at >= :from_at AND initiated_at < :to_at
  AND (initiated_at < :cursor_at OR (initiated_at = :cursor_at AND id < :cursor_id))
ORDER BY initiated_at DESC, id DESC LIMIT :limit;
