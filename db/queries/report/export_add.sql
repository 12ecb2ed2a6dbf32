INSERT INTO report_export (landlord_id, tenant_id, person_id, name, format, began_at)
VALUES (:landlord_id, :tenant_id, :person_id, :name, :format, :now) RETURNING id;
