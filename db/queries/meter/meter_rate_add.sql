INSERT INTO meter_rate (id, landlord_id, property_id, kind, from_day, price_cents, fixed_cents, created_at, created_by)
VALUES (:id, :landlord_id, :property_id, :kind, :from_day, :price_cents, :fixed_cents, :now, :person_id);
