-- The parts of a payment are all of it, or it is nobody's yet.
SELECT m.id FROM money_in m JOIN assignment s ON s.money_in_id = m.id AND s.ended_at IS NULL
GROUP BY m.id HAVING sum(s.cents) <> m.amount_cents;
