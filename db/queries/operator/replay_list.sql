-- For the operator, over all landlords.
SELECT r.id, p.name AS asked_by, r.asked_at, r.note, r.sender_checked, r.judged_at, r.verdict, r.reason, r.payment_id,
       r.request_id, r.receipt_no, r.result_code
FROM hook_replay r JOIN person p ON p.id = r.asked_by
WHERE r.inbox_id = :inbox_id ORDER BY r.id;
