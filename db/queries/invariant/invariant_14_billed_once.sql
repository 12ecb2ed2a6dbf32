SELECT lease_id AS id FROM bill WHERE kind = 'rent' AND voided_at IS NULL GROUP BY lease_id, period HAVING count(*) > 1;
