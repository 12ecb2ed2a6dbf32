SELECT id, business_name FROM landlord WHERE :landlord_id IS NULL OR id = :landlord_id ORDER BY business_name, id;
