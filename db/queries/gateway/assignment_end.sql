UPDATE assignment SET ended_at = :now WHERE money_in_id = :money_in_id AND ended_at IS NULL;
