-- Somebody wants it now. Asked already: as it was.
INSERT INTO recon_plan (landlord_id, next_at, asked_at, asked_by) VALUES (:landlord_id, :now, :now, :person_id)
ON CONFLICT (landlord_id) DO UPDATE SET asked_at = coalesce(asked_at, excluded.asked_at), asked_by = coalesce(asked_by, excluded.asked_by);
