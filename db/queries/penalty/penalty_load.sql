SELECT * FROM penalty_row
WHERE landlord_id = :landlord_id AND id = :id AND (:tenant_id IS NULL OR tenant_id = :tenant_id);
