SELECT coalesce(m.payment_id, m.id) AS payment_id, r.number AS receipt_number, m.receipt_no, x.cents, m.paid_at
FROM allocation x
JOIN money_in m ON m.landlord_id = x.landlord_id AND m.id = x.money_in_id
JOIN receipt r ON r.money_in_id = m.id
JOIN bill b ON b.landlord_id = x.landlord_id AND b.id = x.bill_id
JOIN lease l ON l.landlord_id = b.landlord_id AND l.id = b.lease_id
WHERE x.landlord_id = :landlord_id AND x.bill_id = :bill_id AND x.ended_at IS NULL
  AND (:tenant_id IS NULL OR l.tenant_id = :tenant_id)
  AND (:limited_to IS NULL OR EXISTS (SELECT 1 FROM kept_lease k WHERE k.landlord_id = :landlord_id
       AND k.person_id = :limited_to AND k.lease_id = l.id))
ORDER BY m.paid_at, x.id;
