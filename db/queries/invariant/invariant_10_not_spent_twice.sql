SELECT money_in_id AS id FROM allocation WHERE ended_at IS NULL GROUP BY money_in_id
HAVING sum(cents) > (SELECT amount_cents FROM money_in WHERE id = money_in_id) OR min(cents) <= 0;
