-- Once for each lease, kind (or charge) and month; a deposit once a lease.
SELECT max(lease_id) AS id FROM billing_item
GROUP BY lease_id, kind, coalesce(charge_id, ''), CASE kind WHEN 'deposit' THEN '' ELSE period END HAVING count(*) > 1;
