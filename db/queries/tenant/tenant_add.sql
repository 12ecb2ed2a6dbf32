INSERT INTO tenant (id, landlord_id, name, phone, email, locale, created_at)
VALUES (:id, :landlord_id, :name, :phone, :email, :locale, :now);
