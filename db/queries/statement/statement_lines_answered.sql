-- For the gateway, over all landlords: lines that were asked about, with the money that has come of it; it waits when it has no lease and was not taken back.
SELECT l.id, l.landlord_id, l.bill_ref, m.id AS money_in_id,
       m.payment_id IS NULL
       AND NOT EXISTS (SELECT 1 FROM assignment s WHERE s.money_in_id = m.id)
       AND NOT EXISTS (SELECT 1 FROM ledger_txn t JOIN ledger_txn r ON r.reverses = t.id
                        WHERE t.money_in_id = m.id AND t.kind = 'receive') AS waits
FROM statement_line l
JOIN money_in m ON m.receipt_no = l.receipt_no AND m.landlord_id = l.landlord_id AND m.amount_cents = l.amount_cents
WHERE l.verdict = 'asked' AND l.money_in_id IS NULL
LIMIT 50;
