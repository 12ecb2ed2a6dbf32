-- What moved the accounts of one lease, or of all of one tenant's, until a day; oldest first.
SELECT e.id, e.day, e.kind, e.memo, e.amount_cents, e.day < :from AS before, l.id AS lease_id, u.label AS unit,
       e.money_in_id IS NOT NULL OR e.money_out_id IS NOT NULL AS is_money, b.kind AS bill_kind, b.period,
       m.rail, coalesce(m.receipt_no, m.ref, o.receipt_no) AS code, e.money_out_id IS NOT NULL AS is_out
FROM lease l
JOIN unit u ON u.landlord_id = l.landlord_id AND u.id = l.unit_id
JOIN ledger_line e ON e.landlord_id = l.landlord_id AND e.account = 'receivable' AND e.detail = l.id
LEFT JOIN bill b ON b.landlord_id = l.landlord_id AND b.id = e.bill_id
LEFT JOIN money_in m ON m.id = e.money_in_id
LEFT JOIN money_out o ON o.id = e.money_out_id
WHERE l.landlord_id = :landlord_id AND l.tenant_id = :tenant_id AND (:lease_id IS NULL OR l.id = :lease_id) AND e.day <= :to
ORDER BY e.day, e.txn_id, e.id;
