-- Confirmations from unlisted senders, of the last two days, about receipts that are not in the books and that nobody asked
-- about; with the number they came for.
SELECT v.inbox_id, v.landlord_id, v.receipt_no
FROM hook_verdict v
WHERE v.kind = 'confirmation' AND v.verdict = 'waiting' AND v.receipt_no IS NOT NULL AND v.received_at > :now - 172800
  AND NOT EXISTS (SELECT 1 FROM money_in m WHERE m.receipt_no = v.receipt_no)
  AND NOT EXISTS (SELECT 1 FROM mpesa_request q WHERE q.landlord_id = v.landlord_id AND q.receipt_no = v.receipt_no AND q.api = 'status')
ORDER BY v.inbox_id LIMIT 20;
