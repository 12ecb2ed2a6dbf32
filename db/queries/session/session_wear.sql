-- What was made to last long for one hat ends sooner under another; it never grows.
UPDATE session SET landlord_id = :landlord_id, tenant_id = :tenant_id,
       expires_at = CASE WHEN kind = 'browser' THEN min(expires_at, :until) ELSE expires_at END
WHERE token_hash = :token_hash;
