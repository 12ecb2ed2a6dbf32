-- Codes that nobody asks about by himself any more: held money, and confirmations from other addresses that are older than two
-- days. Each is asked about twice a day, ten times at most; a code that Daraja has spoken of is not.
SELECT c.receipt_no FROM (
    SELECT receipt_no FROM hold WHERE landlord_id = :landlord_id AND released_at IS NULL AND receipt_no IS NOT NULL
    UNION
    SELECT receipt_no FROM hook_verdict WHERE landlord_id = :landlord_id AND kind = 'confirmation' AND verdict = 'waiting'
       AND receipt_no IS NOT NULL AND received_at < :now - 172800) c
WHERE NOT EXISTS (SELECT 1 FROM money_in m WHERE m.receipt_no = c.receipt_no)
  AND NOT EXISTS (SELECT 1 FROM mpesa_request q WHERE q.landlord_id = :landlord_id AND q.receipt_no = c.receipt_no AND q.api = 'status'
                   AND (q.requested_at > :now - 43200 OR q.state IN ('pending', 'sending', 'sent')))
  AND NOT EXISTS (SELECT 1 FROM status_report s WHERE s.landlord_id = :landlord_id AND s.receipt_no = c.receipt_no
                   AND s.state NOT IN ('open', 'unknown'))
  AND (SELECT count(*) FROM mpesa_request q WHERE q.landlord_id = :landlord_id AND q.receipt_no = c.receipt_no AND q.api = 'status') < 10
ORDER BY c.receipt_no LIMIT 5;
