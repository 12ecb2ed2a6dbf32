INSERT INTO landlord (id, name, business_name, phone, email, created_at)
VALUES (:id, :name, :business_name, :phone, :email, :now);
