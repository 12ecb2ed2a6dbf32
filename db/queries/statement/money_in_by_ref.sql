-- Money that was not taken back, of this account and amount, by either of the names a line has for it.
SELECT m.id FROM money_in m
WHERE m.landlord_id = :landlord_id AND m.rail = :rail AND m.shortcode = :account AND m.amount_cents = :amount_cents
  AND m.ref IS NOT NULL AND (upper(m.ref) = upper(:receipt_no) OR upper(m.ref) = upper(:ref))
  AND NOT EXISTS (SELECT 1 FROM ledger_txn t JOIN ledger_txn r ON r.reverses = t.id
                   WHERE t.money_in_id = m.id AND t.kind = 'receive')
ORDER BY m.recorded_at LIMIT 1;
