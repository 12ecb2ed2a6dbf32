-- Whose rent this money is now; each lease with its part.
SELECT lease_id, cents, how, made_by FROM assignment WHERE money_in_id = :money_in_id AND ended_at IS NULL ORDER BY id;
