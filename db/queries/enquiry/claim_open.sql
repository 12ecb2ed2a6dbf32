-- The same code for the same lease, asked about right now.
SELECT q.id FROM mpesa_request q
WHERE q.landlord_id = :landlord_id AND q.lease_id = :lease_id AND q.receipt_no = :receipt_no AND q.purpose = 'claim'
  AND q.state IN ('pending', 'sending', 'sent')
ORDER BY q.requested_at DESC LIMIT 1;
