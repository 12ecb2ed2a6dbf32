INSERT INTO property (id, landlord_id, name, address, created_at) VALUES (:id, :landlord_id, :name, :address, :now);
