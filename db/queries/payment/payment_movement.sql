-- By the rules of payment_list; a prompt also by Daraja's CheckoutRequestID.
SELECT movement_row.*,
       (SELECT sum(o.cents) FROM own_part o WHERE o.id = movement_row.id AND o.tenant_id = :tenant_id) AS own_cents,
       (SELECT max(o.lease_id) FROM own_part o WHERE o.id = movement_row.id AND o.tenant_id = :tenant_id) AS own_lease_id,
       (SELECT group_concat(o.unit_label, ', ') FROM own_part o WHERE o.id = movement_row.id AND o.tenant_id = :tenant_id) AS own_unit,
       (SELECT max(o.tenant_name) FROM own_part o WHERE o.id = movement_row.id AND o.tenant_id = :tenant_id) AS own_tenant,
       (SELECT max(o.property_name) FROM own_part o WHERE o.id = movement_row.id AND o.tenant_id = :tenant_id) AS own_property
FROM movement_row
WHERE landlord_id = :landlord_id AND (id = :id OR (type = 'stk' AND checkout_request_id = :id))
  AND (:tenant_id IS NULL OR ((tenant_id = :tenant_id OR EXISTS (SELECT 1 FROM own_part o WHERE o.id = movement_row.id AND o.tenant_id = :tenant_id)) AND (type IN ('stk', 'c2b', 'manual')
       OR (type = 'b2c' AND purpose IN ('refund', 'deposit') AND state = 'success'))))
  AND (:limited_to IS NULL OR EXISTS (SELECT 1 FROM kept_lease k WHERE k.landlord_id = :landlord_id
       AND k.person_id = :limited_to AND k.lease_id = movement_row.lease_id))
  AND (:hides_out = 0 OR type IN ('stk', 'c2b', 'manual'));
