INSERT INTO unit (id, landlord_id, property_id, label, account_ref, rent_cents, created_at)
VALUES (:id, :landlord_id, :property_id, :label, :account_ref, :rent_cents, :now);
