-- Newest first; the cursor is the time and id of the last row shown.
SELECT p.id, p.reference, p.purpose, p.landlord_id, p.lease_id, p.bill_id, p.business_type, p.shortcode, p.store_number,
       p.business_name, p.account_ref, p.phone, p.asked_cents, p.state, p.outcome, p.money_moved, p.result_code,
       p.result_desc, p.merchant_request_id, p.checkout_request_id, p.initiated_at, p.sent_at, p.expires_at,
       p.completed_at, p.confirmed_at, m.receipt_no AS mpesa_code, r.number AS receipt_number,
       (SELECT h.reason FROM hold h WHERE h.payment_id = p.id AND h.released_at IS NULL
         ORDER BY h.created_at DESC LIMIT 1) AS held,
       b.kind AS bill_kind, b.period AS bill_period, t.name AS tenant_name, u.label AS unit_label,
       pr.name AS property_name
FROM payment p
LEFT JOIN money_in m ON m.payment_id = p.id
LEFT JOIN receipt r ON r.money_in_id = m.id
LEFT JOIN bill b ON b.landlord_id = p.landlord_id AND b.id = p.bill_id
LEFT JOIN lease l ON l.landlord_id = p.landlord_id AND l.id = p.lease_id
LEFT JOIN tenant t ON t.landlord_id = l.landlord_id AND t.id = l.tenant_id
LEFT JOIN unit u ON u.landlord_id = l.landlord_id AND u.id = l.unit_id
LEFT JOIN property pr ON pr.landlord_id = u.landlord_id AND pr.id = u.property_id
WHERE p.landlord_id = :landlord_id
  AND (:tenant_id IS NULL OR l.tenant_id = :tenant_id)
  AND (:state IS NULL OR p.state = :state OR (:state = 'pending' AND p.state = 'sending'))
  AND (:lease_id IS NULL OR p.lease_id = :lease_id)
  AND (:phone IS NULL OR p.phone = :phone)
  AND p.initiated_at >= :from_at AND p.initiated_at < :to_at
  AND (p.initiated_at < :cursor_at OR (p.initiated_at = :cursor_at AND p.id < :cursor_id))
ORDER BY p.initiated_at DESC, p.id DESC LIMIT :limit;
