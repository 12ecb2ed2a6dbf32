INSERT INTO person (id, name, phone, email, password_hash, locale, is_operator, created_at)
VALUES (:id, :name, :phone, :email, :password_hash, :locale, :is_operator, :now);
