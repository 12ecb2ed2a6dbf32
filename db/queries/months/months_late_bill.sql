-- The day for which a bill counts, where its own month was closed before it was made; no row: it counts where it belongs.
SELECT l.day FROM bill b
JOIN ledger_txn t ON t.bill_id = b.id AND t.kind = 'bill'
JOIN ledger_line l ON l.txn_id = t.id
JOIN closed_month c ON c.landlord_id = b.landlord_id AND c.month >= b.period AND c.closed_at <= t.at
WHERE b.landlord_id = :landlord_id AND b.id = :bill_id AND substr(l.day, 1, 7) > b.period LIMIT 1;
