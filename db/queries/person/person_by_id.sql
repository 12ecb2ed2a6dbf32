SELECT id, name, phone, email, locale, password_hash, is_operator FROM person
WHERE id = :login AND disabled_at IS NULL;
