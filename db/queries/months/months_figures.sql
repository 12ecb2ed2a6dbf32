-- What the ledger says of a month: what was billed in it (less what was cancelled), what came in by which way (less what was given
-- back), what went out, what tenants owed at its end and had paid ahead, and every account's balance then.
WITH lines AS (
    SELECT l.amount_cents, l.account, l.account_id, l.kind, l.day, l.bill_id, l.money_in_id, l.money_out_id, k.holds_money
    FROM ledger_line l JOIN account_kind k ON k.name = l.account
    WHERE l.landlord_id = :landlord_id AND l.day < date(:month || '-01', '+1 month')),
ends AS (SELECT account_id, account, sum(amount_cents) AS cents FROM lines GROUP BY account_id)
SELECT 'billed' AS name, coalesce(sum(amount_cents), 0) AS cents FROM lines
 WHERE day >= :month || '-01' AND account = 'receivable' AND bill_id IS NOT NULL AND money_in_id IS NULL AND money_out_id IS NULL
UNION ALL
SELECT 'received.' || r.name, coalesce((SELECT sum(amount_cents) FROM lines WHERE day >= :month || '-01' AND account = r.name
                                         AND money_in_id IS NOT NULL), 0)
FROM account_kind r WHERE r.holds_money = 1
UNION ALL
SELECT 'paid_out', coalesce(-sum(amount_cents), 0) FROM lines
 WHERE day >= :month || '-01' AND holds_money = 1 AND money_out_id IS NOT NULL
UNION ALL
SELECT 'arrears', coalesce(sum(max(cents, 0)), 0) FROM ends WHERE account = 'receivable'
UNION ALL
SELECT 'ahead', coalesce(-sum(min(cents, 0)), 0) FROM ends WHERE account = 'receivable'
UNION ALL
SELECT 'account.' || account_id, cents FROM ends WHERE cents <> 0
ORDER BY 1;
