INSERT INTO member (landlord_id, person_id, role, created_at) VALUES (:landlord_id, :person_id, :role, :now);
