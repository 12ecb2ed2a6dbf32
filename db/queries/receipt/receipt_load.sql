SELECT r.number, m.receipt_no AS mpesa_code, p.id AS payment_id, p.lease_id, p.business_name, p.business_type,
       p.shortcode, p.account_ref, p.payer_name, p.type, p.tenant_name, p.phone, p.unit_label, p.property_name,
       m.amount_cents, m.paid_at, r.issued_at, p.state = 'reversed' AS reversed, m.id AS money_in_id,
       coalesce((SELECT a.balance_cents FROM account a
                  WHERE a.landlord_id = p.landlord_id AND a.kind = 'receivable' AND a.detail = p.lease_id), 0)
         AS balance_cents
FROM receipt r
JOIN money_in m ON m.landlord_id = r.landlord_id AND m.id = r.money_in_id
JOIN payment_row p ON p.landlord_id = m.landlord_id AND p.id = coalesce(m.payment_id, m.id)
WHERE r.landlord_id = :landlord_id AND r.number = :number AND (:tenant_id IS NULL OR p.tenant_id = :tenant_id)
  AND (:limited_to IS NULL OR EXISTS (SELECT 1 FROM kept_lease k WHERE k.landlord_id = :landlord_id
       AND k.person_id = :limited_to AND k.lease_id = p.lease_id));
