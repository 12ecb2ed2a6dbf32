-- Of a prompt by its id; of money that came by itself, before it was known to be a prompt's too, by its receipt.
SELECT v.inbox_id, v.received_at, v.kind, v.verdict, v.reason, v.result_code, v.receipt_no, v.body
FROM payment p JOIN hook_verdict v ON v.payment_id = p.id
WHERE p.landlord_id = :landlord_id AND p.id = :id
UNION ALL
SELECT v.inbox_id, v.received_at, v.kind, v.verdict, v.reason, v.result_code, v.receipt_no, v.body
FROM money_in m JOIN hook_verdict v ON v.receipt_no = m.receipt_no AND v.landlord_id = m.landlord_id
WHERE m.landlord_id = :landlord_id AND (m.id = :id OR m.payment_id = :id) AND v.payment_id IS NULL
ORDER BY 1;
