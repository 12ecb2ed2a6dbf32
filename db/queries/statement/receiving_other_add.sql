INSERT INTO receiving_other (id, landlord_id, kind, name, created_at, created_by)
VALUES (:id, :landlord_id, :kind, :name, :now, :person);
