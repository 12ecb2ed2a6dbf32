SELECT e.detail AS kind, sum(e.amount_cents) AS cents FROM ledger_line e
WHERE e.landlord_id = :landlord_id AND e.account = 'expense' AND e.day BETWEEN :from AND :to
GROUP BY e.detail HAVING sum(e.amount_cents) <> 0 ORDER BY e.detail;
