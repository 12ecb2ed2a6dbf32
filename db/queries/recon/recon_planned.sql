INSERT INTO recon_plan (landlord_id, next_at) VALUES (:landlord_id, :next_at)
ON CONFLICT (landlord_id) DO UPDATE SET next_at = excluded.next_at, asked_at = NULL, asked_by = NULL;
