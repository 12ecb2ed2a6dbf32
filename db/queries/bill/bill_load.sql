SELECT b.*, v.reason AS void_reason FROM bill_row b LEFT JOIN bill_void v ON v.bill_id = b.id
WHERE b.landlord_id = :landlord_id AND b.id = :id AND (:tenant_id IS NULL OR b.tenant_id = :tenant_id)
  AND (:limited_to IS NULL OR EXISTS (SELECT 1 FROM kept_lease k WHERE k.landlord_id = :landlord_id
       AND k.person_id = :limited_to AND k.lease_id = b.lease_id));
