INSERT INTO receiving_account (id, landlord_id, business_type, created_at)
VALUES (:id, :landlord_id, :business_type, :now);
