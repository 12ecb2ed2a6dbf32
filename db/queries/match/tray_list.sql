-- What waits in the tray, oldest first; the cursor is the time and id of the last row shown.
SELECT m.id, m.receipt_no, m.ref, m.shortcode, m.bill_ref, m.payer_name, m.phone, m.amount_cents, m.paid_at
FROM money_in m
WHERE m.landlord_id = :landlord_id AND m.payment_id IS NULL
  AND (m.paid_at > :after_at OR (m.paid_at = :after_at AND m.id > :after_id))
  AND (:like IS NULL OR m.receipt_no LIKE :like OR m.payer_name LIKE :like OR m.bill_ref LIKE :like OR m.ref LIKE :like
       OR m.amount_cents = :cents)
  AND EXISTS (SELECT 1 FROM ledger_txn t JOIN ledger_entry e ON e.txn_id = t.id JOIN account a ON a.id = e.account_id
               WHERE t.money_in_id = m.id AND a.kind = 'unallocated')
  AND NOT EXISTS (SELECT 1 FROM assignment s WHERE s.money_in_id = m.id AND s.ended_at IS NULL)
  AND NOT EXISTS (SELECT 1 FROM ledger_txn t JOIN ledger_txn r ON r.reverses = t.id
                   WHERE t.money_in_id = m.id AND t.kind = 'receive')
ORDER BY m.paid_at, m.id LIMIT :limit;
