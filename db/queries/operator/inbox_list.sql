-- For the operator, over all landlords. Newest first; the cursor is the last row's number.
SELECT v.inbox_id, v.received_at, v.judged_at, v.kind, v.remote_addr, v.listed, v.verdict, v.reason, v.landlord_id,
       l.business_name, v.payment_id, p.reference, v.request_id, v.result_code, v.receipt_no,
       (SELECT r.verdict FROM hook_replay r WHERE r.inbox_id = v.inbox_id AND r.judged_at IS NOT NULL
         ORDER BY r.id DESC LIMIT 1) AS judged_again,
       EXISTS (SELECT 1 FROM hook_replay r WHERE r.inbox_id = v.inbox_id AND r.judged_at IS NULL) AS waits
FROM hook_verdict v
LEFT JOIN landlord l ON l.id = v.landlord_id
LEFT JOIN payment p ON p.id = v.payment_id
WHERE v.inbox_id < :before AND (:id IS NULL OR v.inbox_id = :id)
  AND (:verdict IS NULL OR v.verdict = :verdict)
  AND (:kind IS NULL OR v.kind = :kind)
  AND (:landlord_id IS NULL OR v.landlord_id = :landlord_id)
  AND (:about IS NULL OR v.receipt_no = upper(:about) OR v.payment_id = lower(:about) OR v.request_id = lower(:about)
       OR p.reference = upper(:about))
  AND v.received_at >= :from_at AND v.received_at < :to_at
ORDER BY v.inbox_id DESC LIMIT :limit;
