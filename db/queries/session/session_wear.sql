UPDATE session SET landlord_id = :landlord_id, tenant_id = :tenant_id WHERE token_hash = :token_hash;
