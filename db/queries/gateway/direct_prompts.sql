-- A prompt is answered within minutes of being sent; what was paid an hour later was paid by hand.
SELECT r.* FROM pay_row r
LEFT JOIN money_in m ON m.payment_id = r.id
WHERE r.landlord_id = :landlord_id AND r.shortcode = :shortcode AND r.asked_cents = :amount_cents
  AND r.sent_at BETWEEN :paid_at - 900 AND :paid_at + 60
  AND (r.state IN ('sending', 'processing', 'timeout') OR (r.state IN ('failed', 'cancelled') AND r.money_moved IS NULL)
       OR (r.state = 'success' AND m.receipt_no IS NULL))
ORDER BY r.sent_at DESC LIMIT 20;
