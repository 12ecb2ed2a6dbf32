-- With who received it by hand, and what he was then.
SELECT r.number, m.receipt_no AS mpesa_code, p.id AS payment_id, p.lease_id, p.business_name, p.business_type,
       p.shortcode, p.account_ref, p.payer_name, p.type, p.tenant_name, p.phone, p.unit_label, p.property_name,
       m.amount_cents, m.paid_at, r.issued_at, p.state = 'reversed' AS reversed, m.id AS money_in_id,
       (SELECT sum(o.cents) FROM own_part o WHERE o.id = p.id AND o.tenant_id = :tenant_id) AS own_cents,
       (SELECT max(o.lease_id) FROM own_part o WHERE o.id = p.id AND o.tenant_id = :tenant_id) AS own_lease_id,
       (SELECT group_concat(o.unit_label, ', ') FROM own_part o WHERE o.id = p.id AND o.tenant_id = :tenant_id) AS own_unit,
       (SELECT max(o.tenant_name) FROM own_part o WHERE o.id = p.id AND o.tenant_id = :tenant_id) AS own_tenant,
       (SELECT max(o.property_name) FROM own_part o WHERE o.id = p.id AND o.tenant_id = :tenant_id) AS own_property,
       coalesce((SELECT a.balance_cents FROM account a
                  WHERE a.landlord_id = p.landlord_id AND a.kind = 'receivable' AND a.detail = p.lease_id), 0)
         AS balance_cents,
       m.ref, e.made_role AS taker_role, h.name AS taker_name, e.bounced_at IS NOT NULL AS bounced
FROM receipt r
JOIN money_in m ON m.landlord_id = r.landlord_id AND m.id = r.money_in_id
JOIN payment_row p ON p.landlord_id = m.landlord_id AND p.id = coalesce(m.payment_id, m.id)
LEFT JOIN entry e ON e.money_in_id = m.id
LEFT JOIN person h ON h.id = e.made_by
WHERE r.landlord_id = :landlord_id AND r.number = :number
  AND (:tenant_id IS NULL OR p.tenant_id = :tenant_id
       OR EXISTS (SELECT 1 FROM own_part o WHERE o.id = p.id AND o.tenant_id = :tenant_id))
  AND (:limited_to IS NULL OR EXISTS (SELECT 1 FROM kept_lease k WHERE k.landlord_id = :landlord_id
       AND k.person_id = :limited_to AND k.lease_id = p.lease_id));
