SELECT m.id, m.receipt_no, m.ref, m.shortcode, m.bill_ref, m.payer_name, m.phone, m.amount_cents, m.paid_at
FROM money_in m
WHERE m.landlord_id = :landlord_id AND m.payment_id IS NULL AND (:id IS NULL OR m.id = :id)
  AND NOT EXISTS (SELECT 1 FROM assignment s WHERE s.money_in_id = m.id AND s.ended_at IS NULL)
  AND NOT EXISTS (SELECT 1 FROM ledger_txn t JOIN ledger_txn r ON r.reverses = t.id
                   WHERE t.money_in_id = m.id AND t.kind = 'receive')
ORDER BY m.paid_at, m.id LIMIT 500;
