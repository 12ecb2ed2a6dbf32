SELECT *, CASE WHEN replaced_at IS NOT NULL THEN 'replaced' WHEN billed_at IS NOT NULL THEN 'billed'
               WHEN lease_id IS NULL THEN 'nobody' ELSE 'waiting' END AS state
FROM reading_row WHERE landlord_id = :landlord_id AND id = :id AND (:tenant_id IS NULL OR tenant_id = :tenant_id);
