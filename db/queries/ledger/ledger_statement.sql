-- What moved a lease's receivable, oldest first.
SELECT t.id, t.at, coalesce(t.day, date(t.at, 'unixepoch', '+3 hours')) AS day, t.kind, t.memo, e.amount_cents,
       sum(e.amount_cents) OVER (ORDER BY t.id, e.id) AS balance_cents
FROM account a
JOIN ledger_entry e ON e.account_id = a.id
JOIN ledger_txn t ON t.id = e.txn_id
JOIN lease l ON l.id = a.detail AND l.landlord_id = a.landlord_id
WHERE a.landlord_id = :landlord_id AND a.kind = 'receivable' AND a.detail = :lease_id
  AND (:tenant_id IS NULL OR l.tenant_id = :tenant_id)
  AND (:limited_to IS NULL OR EXISTS (SELECT 1 FROM kept_lease k WHERE k.landlord_id = :landlord_id
       AND k.person_id = :limited_to AND k.lease_id = l.id))
ORDER BY t.id, e.id;
