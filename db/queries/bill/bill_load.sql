SELECT * FROM bill_row
WHERE landlord_id = :landlord_id AND id = :id AND (:tenant_id IS NULL OR tenant_id = :tenant_id)
  AND (:limited_to IS NULL OR EXISTS (SELECT 1 FROM kept_lease k WHERE k.landlord_id = :landlord_id
       AND k.person_id = :limited_to AND k.lease_id = bill_row.lease_id));
