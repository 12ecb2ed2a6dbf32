INSERT INTO charge (id, landlord_id, lease_id, property_id, kind, name, amount_cents, from_period, until_period, by_days, created_at, created_by)
VALUES (:id, :landlord_id, :lease_id, :property_id, :kind, :name, :amount_cents, :from_period, :until_period, :by_days, :now, :person_id);
