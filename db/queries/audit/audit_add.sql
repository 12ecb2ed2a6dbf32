INSERT INTO audit (id, at, person_id, landlord_id, action, subject, detail, prev_hash, hash)
VALUES (:id, :at, :person_id, :landlord_id, :action, :subject, :detail, :prev_hash, :hash);
