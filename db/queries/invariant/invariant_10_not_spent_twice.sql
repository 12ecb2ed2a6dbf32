SELECT id FROM money_free WHERE cents < 0
UNION ALL
SELECT money_in_id FROM allocation WHERE ended_at IS NULL AND cents <= 0;
