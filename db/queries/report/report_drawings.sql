-- What the owner was paid in a time.
SELECT coalesce(sum(e.amount_cents), 0) AS cents FROM ledger_line e
WHERE e.landlord_id = :landlord_id AND e.account = 'drawings' AND e.day BETWEEN :from AND :to;
