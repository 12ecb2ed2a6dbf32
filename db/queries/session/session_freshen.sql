UPDATE session SET fresh_at = :now WHERE token_hash = :token_hash;
