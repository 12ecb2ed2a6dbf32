-- Money that came by M-Pesa: by its code, by the money's own id, or by its prompt's.
SELECT m.id, coalesce(m.payment_id, m.id) AS payment_id, m.receipt_no, m.shortcode, m.phone, m.amount_cents, m.paid_at,
       p.payer_name, p.lease_id, p.tenant_name, p.unit_label, p.receipt_number, p.state = 'reversed' AS reversed,
       (SELECT coalesce(sum(y.cents), 0) FROM refund y WHERE y.money_in_id = m.id AND y.ended_at IS NULL) AS refunded_cents,
       (SELECT q.id FROM mpesa_request q WHERE q.money_in_id = m.id AND q.api = 'reversal'
           AND q.state IN ('pending', 'sending', 'sent', 'unknown')) AS open_request,
       (SELECT q.id FROM mpesa_request q WHERE q.money_in_id = m.id AND q.api = 'reversal'
         ORDER BY q.requested_at DESC, q.id LIMIT 1) AS last_request
FROM money_in m
JOIN payment_row p ON p.landlord_id = m.landlord_id AND p.id = coalesce(m.payment_id, m.id)
WHERE m.landlord_id = :landlord_id AND m.rail = 'mpesa' AND (m.receipt_no = upper(:code) OR m.id = :code OR m.payment_id = :code);
