INSERT INTO recon_run (landlord_id, at, cause, person_id, from_at) VALUES (:landlord_id, :now, :cause, :person_id, :from) RETURNING id;
