-- Each month since the first posting, newest first: closed or not, by whom.
WITH RECURSIVE edge (first) AS (
    SELECT coalesce(min(substr(coalesce(t.day, date(t.at, 'unixepoch', '+3 hours')), 1, 7)), :this_month) FROM ledger_txn t WHERE t.landlord_id = :landlord_id),
months (month) AS (
    SELECT min(first, :this_month) FROM edge
    UNION ALL SELECT strftime('%Y-%m', month || '-01', '+1 month') FROM months WHERE month < :this_month)
SELECT m.month, coalesce(c.closed_at, 0) AS closed_at, p.name AS closed_by, c.note,
       EXISTS (SELECT 1 FROM closed_month x WHERE x.landlord_id = :landlord_id AND x.month >= m.month) AS closed
FROM months m
LEFT JOIN closed_month c ON c.landlord_id = :landlord_id AND c.month = m.month
LEFT JOIN person p ON p.id = c.closed_by
ORDER BY m.month DESC;
