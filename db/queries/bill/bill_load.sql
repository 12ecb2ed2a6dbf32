SELECT b.*, v.reason AS void_reason FROM bill_row b LEFT JOIN bill_void v ON v.bill_id = b.id
WHERE b.landlord_id = :landlord_id AND b.id = :id AND (:tenant_id IS NULL OR b.tenant_id = :tenant_id);
