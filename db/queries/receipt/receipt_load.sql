SELECT r.number, m.receipt_no AS mpesa_code, p.id AS payment_id, p.lease_id, p.business_name, p.business_type,
       p.shortcode, p.account_ref, t.name AS tenant_name, p.phone, u.label AS unit_label, pr.name AS property_name,
       m.amount_cents, m.paid_at, r.issued_at, p.state = 'reversed' AS reversed, m.id AS money_in_id,
       coalesce((SELECT a.balance_cents FROM account a
                  WHERE a.landlord_id = p.landlord_id AND a.kind = 'receivable' AND a.detail = p.lease_id), 0)
         AS balance_cents
FROM receipt r
JOIN money_in m ON m.landlord_id = r.landlord_id AND m.id = r.money_in_id
JOIN payment p ON p.landlord_id = m.landlord_id AND p.id = m.payment_id
LEFT JOIN lease l ON l.landlord_id = p.landlord_id AND l.id = p.lease_id
LEFT JOIN tenant t ON t.landlord_id = l.landlord_id AND t.id = l.tenant_id
LEFT JOIN unit u ON u.landlord_id = l.landlord_id AND u.id = l.unit_id
LEFT JOIN property pr ON pr.landlord_id = u.landlord_id AND pr.id = u.property_id
WHERE r.landlord_id = :landlord_id AND r.number = :number AND (:tenant_id IS NULL OR l.tenant_id = :tenant_id);
