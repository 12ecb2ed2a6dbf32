SELECT id, name, business_name, phone, email, created_at FROM landlord WHERE id = :landlord_id;
