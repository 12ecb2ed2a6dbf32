SELECT at, person_id, landlord_id, action, subject, detail, prev_hash, hash FROM audit WHERE id = :id;
