-- By id, or by Daraja's CheckoutRequestID.
SELECT payment_row.*,
       (SELECT sum(o.cents) FROM own_part o WHERE o.id = payment_row.id AND o.tenant_id = :tenant_id) AS own_cents,
       (SELECT max(o.lease_id) FROM own_part o WHERE o.id = payment_row.id AND o.tenant_id = :tenant_id) AS own_lease_id,
       (SELECT group_concat(o.unit_label, ', ') FROM own_part o WHERE o.id = payment_row.id AND o.tenant_id = :tenant_id) AS own_unit,
       (SELECT max(o.tenant_name) FROM own_part o WHERE o.id = payment_row.id AND o.tenant_id = :tenant_id) AS own_tenant,
       (SELECT max(o.property_name) FROM own_part o WHERE o.id = payment_row.id AND o.tenant_id = :tenant_id) AS own_property
FROM payment_row
WHERE landlord_id = :landlord_id AND (id = :id OR checkout_request_id = :id)
  AND (:tenant_id IS NULL OR (tenant_id = :tenant_id OR EXISTS (SELECT 1 FROM own_part o WHERE o.id = payment_row.id AND o.tenant_id = :tenant_id)))
  AND (:limited_to IS NULL OR EXISTS (SELECT 1 FROM kept_lease k WHERE k.landlord_id = :landlord_id
       AND k.person_id = :limited_to AND k.lease_id = payment_row.lease_id));
