SELECT b.*, v.reason AS void_reason, i.days, i.of_days, c.name AS charge_name FROM bill_row b LEFT JOIN bill_void v ON v.bill_id = b.id
LEFT JOIN billing_item i ON i.bill_id = b.id LEFT JOIN charge c ON c.id = i.charge_id
WHERE b.landlord_id = :landlord_id AND b.id = :id AND (:tenant_id IS NULL OR b.tenant_id = :tenant_id)
  AND (:limited_to IS NULL OR EXISTS (SELECT 1 FROM kept_lease k WHERE k.landlord_id = :landlord_id
       AND k.person_id = :limited_to AND k.lease_id = b.lease_id));
