SELECT bill_id AS id FROM allocation WHERE ended_at IS NULL GROUP BY bill_id
HAVING sum(cents) > (SELECT due_cents FROM bill WHERE id = bill_id);
