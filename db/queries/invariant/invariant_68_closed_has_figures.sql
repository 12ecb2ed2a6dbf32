-- A closed month has its figures, and nothing was posted for a day in it after it was closed.
SELECT c.landlord_id || ' ' || c.month AS id FROM closed_month c
WHERE NOT EXISTS (SELECT 1 FROM closed_figure f WHERE f.landlord_id = c.landlord_id AND f.month = c.month)
   OR EXISTS (SELECT 1 FROM ledger_txn t WHERE t.landlord_id = c.landlord_id AND t.at > c.closed_at AND substr(t.day, 1, 7) <= c.month);
