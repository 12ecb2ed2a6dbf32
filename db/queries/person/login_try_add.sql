INSERT INTO login_try (who, at) VALUES (:who, :now);
