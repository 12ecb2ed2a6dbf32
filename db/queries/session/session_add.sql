INSERT INTO session (token_hash, kind, person_id, landlord_id, tenant_id, created_at, seen_at, fresh_at, expires_at)
VALUES (:token_hash, :kind, :person_id, :landlord_id, :tenant_id, :now, :now, :now, :expires_at);
