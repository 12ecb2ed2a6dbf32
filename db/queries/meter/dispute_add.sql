INSERT INTO reading_dispute (id, landlord_id, reading_id, tenant_id, reason, opened_at)
VALUES (:id, :landlord_id, :reading_id, :tenant_id, :reason, :now);
