-- Whose rent this money is now.
SELECT lease_id FROM assignment WHERE money_in_id = :money_in_id AND ended_at IS NULL;
