SELECT q.id, q.state, q.reason, q.asked_at, q.ended_at, q.shortcode, q.account, q.amount_cents, a.business_type, q.png
FROM qr_code q
JOIN receiving_account a ON a.landlord_id = q.landlord_id AND a.id = q.receiving_account_id
WHERE q.landlord_id = :landlord_id AND q.id = :id
  AND (:tenant_id IS NULL OR EXISTS (SELECT 1 FROM qr_lease x JOIN lease l ON l.landlord_id = x.landlord_id AND l.id = x.lease_id
        WHERE x.landlord_id = q.landlord_id AND x.qr_id = q.id AND l.tenant_id = :tenant_id))
  AND (:limited_to IS NULL OR q.account = a.account_number
       OR EXISTS (SELECT 1 FROM kept_unit k JOIN unit u ON u.landlord_id = k.landlord_id AND u.id = k.unit_id
                   WHERE k.landlord_id = :landlord_id AND k.person_id = :limited_to AND u.account_ref = q.account)
       OR EXISTS (SELECT 1 FROM qr_lease x JOIN kept_lease k ON k.landlord_id = x.landlord_id AND k.lease_id = x.lease_id
                   WHERE x.landlord_id = q.landlord_id AND x.qr_id = q.id AND k.person_id = :limited_to));
