INSERT INTO invite (token_hash, landlord_id, tenant_id, created_at, expires_at)
VALUES (:token_hash, :landlord_id, :tenant_id, :now, :expires_at);
