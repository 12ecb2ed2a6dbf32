INSERT INTO reading_photo (id, landlord_id, type, bytes, created_at, created_by)
VALUES (:id, :landlord_id, :type, :bytes, :now, :person_id);
