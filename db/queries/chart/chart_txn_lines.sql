SELECT e.amount_cents AS cents, a.id, a.kind, a.detail, k.class, u.label AS unit, t.name AS tenant
FROM ledger_entry e
JOIN account a ON a.id = e.account_id
JOIN account_kind k ON k.name = a.kind
LEFT JOIN lease s ON s.landlord_id = a.landlord_id AND s.id = a.detail
LEFT JOIN tenant t ON t.landlord_id = s.landlord_id AND t.id = s.tenant_id
LEFT JOIN unit u ON u.landlord_id = s.landlord_id AND u.id = s.unit_id
WHERE e.landlord_id = :landlord_id AND e.txn_id = :id ORDER BY e.id;
