UPDATE invite SET used_at = :now WHERE landlord_id = :landlord_id AND tenant_id = :tenant_id AND used_at IS NULL;
