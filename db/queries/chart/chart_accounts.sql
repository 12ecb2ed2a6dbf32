-- Every account of a landlord with its balance at the end of :to, and what moved on it from :from on; who and what a tenant's
-- account is about.
SELECT a.id, a.kind, a.detail, k.class, coalesce(sum(l.amount_cents), 0) AS cents,
       coalesce(sum(CASE WHEN l.day >= :from AND l.amount_cents > 0 THEN l.amount_cents END), 0) AS debit_cents,
       coalesce(-sum(CASE WHEN l.day >= :from AND l.amount_cents < 0 THEN l.amount_cents END), 0) AS credit_cents,
       u.label AS unit, t.name AS tenant
FROM account a
JOIN account_kind k ON k.name = a.kind
LEFT JOIN ledger_line l ON l.account_id = a.id AND l.day <= :to
LEFT JOIN lease s ON s.landlord_id = a.landlord_id AND s.id = a.detail
LEFT JOIN tenant t ON t.landlord_id = s.landlord_id AND t.id = s.tenant_id
LEFT JOIN unit u ON u.landlord_id = s.landlord_id AND u.id = s.unit_id
WHERE a.landlord_id = :landlord_id AND (:id IS NULL OR a.id = :id)
GROUP BY a.id
ORDER BY CASE k.class WHEN 'asset' THEN 0 WHEN 'liability' THEN 1 WHEN 'equity' THEN 2 WHEN 'income' THEN 3 ELSE 4 END,
         CASE a.kind WHEN 'mpesa' THEN 0 WHEN 'bank' THEN 1 WHEN 'cash' THEN 2 WHEN 'cheque' THEN 3 ELSE 4 END, a.kind, u.label, t.name, a.detail;
