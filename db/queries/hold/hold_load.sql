-- For the operator, over all landlords. With what the choice depends on: who has the receipt, and whether Daraja has spoken since.
SELECT h.id, h.landlord_id, h.payment_id, h.inbox_id, h.reason, h.expected_cents, h.got_cents, h.receipt_no, h.created_at,
       h.released_at, h.release_note, h.decision, h.money_in_id, coalesce(c.payment_id, c.id) AS counted_as, b.name AS released_by, l.business_name,
       p.reference, p.state, p.phone, p.money_moved, p.asked_cents, v.kind, v.remote_addr, v.received_at, v.body,
       EXISTS (SELECT 1 FROM money_in x WHERE x.payment_id = p.id) AS posted,
       coalesce(t.payment_id, t.id) AS taken_by, t.amount_cents AS taken_cents, o.business_name AS taken_business,
       EXISTS (SELECT 1 FROM daraja_call c WHERE c.payment_id = p.id AND c.api = 'stk_query' AND c.code = '0'
                                             AND c.at >= h.created_at)
       OR EXISTS (SELECT 1 FROM hook_verdict w WHERE w.receipt_no = h.receipt_no AND w.landlord_id = h.landlord_id
                     AND w.kind = 'confirmation' AND w.verdict = 'known' AND w.received_at >= h.created_at)
       OR EXISTS (SELECT 1 FROM status_report s JOIN mpesa_request q ON q.id = s.request_id
                   WHERE s.landlord_id = h.landlord_id AND s.receipt_no = h.receipt_no AND s.state = 'completed'
                     AND q.completed_at >= h.created_at) AS said_later
FROM hold h
LEFT JOIN landlord l ON l.id = h.landlord_id
LEFT JOIN payment p ON p.id = h.payment_id
LEFT JOIN person b ON b.id = h.released_by
LEFT JOIN hook_verdict v ON v.inbox_id = h.inbox_id
LEFT JOIN money_in c ON c.id = h.money_in_id
LEFT JOIN money_in t ON t.receipt_no = h.receipt_no
LEFT JOIN landlord o ON o.id = t.landlord_id
WHERE h.id = :id;
