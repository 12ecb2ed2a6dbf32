-- Confirmations from unlisted senders, of the last two days, about receipts that are not in the books, that nobody asks about
-- just now and about which Daraja has said nothing final. Those that were asked about in vain are asked about again, after
-- growing pauses.
SELECT w.inbox_id, w.landlord_id, w.receipt_no
FROM (SELECT min(v.inbox_id) AS inbox_id, v.landlord_id, v.receipt_no, count(DISTINCT q.id) AS asked, coalesce(max(q.requested_at), 0) AS asked_at,
             coalesce(sum(q.state IN ('pending', 'sending', 'sent')), 0) AS open,
             coalesce(sum(s.state NOT IN ('open', 'unknown')), 0) AS over
        FROM hook_verdict v
        LEFT JOIN mpesa_request q ON q.landlord_id = v.landlord_id AND q.receipt_no = v.receipt_no AND q.api = 'status'
        LEFT JOIN status_report s ON s.request_id = q.id
       WHERE v.kind = 'confirmation' AND v.verdict = 'waiting' AND v.receipt_no IS NOT NULL AND v.received_at > :now - 172800
         AND NOT EXISTS (SELECT 1 FROM money_in m WHERE m.receipt_no = v.receipt_no)
       GROUP BY v.landlord_id, v.receipt_no) w
WHERE w.open = 0 AND w.over = 0
  AND w.asked_at <= :now - CASE w.asked WHEN 0 THEN 0 WHEN 1 THEN 5 WHEN 2 THEN 60 WHEN 3 THEN 600 ELSE 3600 END
ORDER BY w.inbox_id LIMIT 20;
