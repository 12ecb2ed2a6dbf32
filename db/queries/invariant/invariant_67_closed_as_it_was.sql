-- What a landlord's accounts said at the end of the last month that he closed, the ledger still says. (`rentease verify` looks
-- at every closed month and every figure.)
SELECT c.landlord_id || ' ' || c.month AS id
FROM (SELECT landlord_id, max(month) AS month FROM closed_month GROUP BY landlord_id) c
JOIN account a ON a.landlord_id = c.landlord_id
WHERE coalesce((SELECT f.cents FROM closed_figure f WHERE f.landlord_id = c.landlord_id AND f.month = c.month AND f.name = 'account.' || a.id), 0)
   <> coalesce((SELECT sum(l.amount_cents) FROM ledger_line l WHERE l.account_id = a.id AND l.day < date(c.month || '-01', '+1 month')), 0)
GROUP BY 1;
