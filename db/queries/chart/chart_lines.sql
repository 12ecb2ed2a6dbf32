-- One account's lines, newest first by day, with its balance after each.
SELECT * FROM (
    SELECT l.id, l.txn_id, l.kind, l.at, l.day, l.memo, l.amount_cents, l.bill_id, l.money_in_id, l.money_out_id, l.reverses,
           sum(l.amount_cents) OVER (ORDER BY l.day, l.id) AS balance_cents,
           coalesce(i.payment_id, l.money_in_id) AS payment_id, o.request_id, coalesce(i.payer_name, t.name) AS who
    FROM ledger_line l
    LEFT JOIN money_in i ON i.id = l.money_in_id
    LEFT JOIN money_out o ON o.id = l.money_out_id
    LEFT JOIN bill b ON b.landlord_id = l.landlord_id AND b.id = l.bill_id
    LEFT JOIN assignment g ON g.money_in_id = l.money_in_id AND g.ended_at IS NULL
    LEFT JOIN lease s ON s.landlord_id = l.landlord_id AND s.id = coalesce(b.lease_id, g.lease_id, o.lease_id)
    LEFT JOIN tenant t ON t.landlord_id = s.landlord_id AND t.id = s.tenant_id
    WHERE l.landlord_id = :landlord_id AND l.account_id = :account_id)
WHERE (:from IS NULL OR day >= :from) AND (:to IS NULL OR day <= :to)
  AND (:before_day IS NULL OR day < :before_day OR (day = :before_day AND id < :before_id))
ORDER BY day DESC, id DESC LIMIT :most;
