SELECT coalesce(asked_at, 0) AS asked_at FROM recon_plan WHERE landlord_id = :landlord_id;
