INSERT INTO bill (id, landlord_id, lease_id, period, kind, due_cents, due_date, description, created_at, created_by)
VALUES (:id, :landlord_id, :lease_id, :period, :kind, :due_cents, :due_date, :description, :now, :person_id);
