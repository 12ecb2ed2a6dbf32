SELECT id, name, phone, email, locale, password_hash, is_operator FROM person
WHERE phone = :login AND disabled_at IS NULL;
