SELECT is_operator FROM person WHERE id = :id AND disabled_at IS NULL;
