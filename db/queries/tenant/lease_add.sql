INSERT INTO lease (id, landlord_id, tenant_id, unit_id, rent_cents, due_day, start_date, end_date, deposit_cents, created_at)
VALUES (:id, :landlord_id, :tenant_id, :unit_id, :rent_cents, :due_day, :start_date, :end_date, :deposit_cents, :now);
