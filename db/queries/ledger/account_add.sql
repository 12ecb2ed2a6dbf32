INSERT INTO account (id, landlord_id, kind, detail) VALUES (:id, :landlord_id, :kind, :detail);
