SELECT t.id, t.name, t.phone, t.email, t.locale, t.person_id IS NOT NULL AS joined, t.created_at,
       (SELECT coalesce(sum(a.balance_cents), 0) FROM lease l
         JOIN account a ON a.landlord_id = l.landlord_id AND a.kind = 'receivable' AND a.detail = l.id
         WHERE l.landlord_id = t.landlord_id AND l.tenant_id = t.id
           AND (:limited_to IS NULL OR EXISTS (SELECT 1 FROM kept_lease k WHERE k.landlord_id = :landlord_id
                AND k.person_id = :limited_to AND k.lease_id = l.id))) AS balance_cents
FROM tenant t
WHERE t.landlord_id = :landlord_id AND t.id = :id AND (:tenant_id IS NULL OR t.id = :tenant_id)
  AND (:limited_to IS NULL OR EXISTS (SELECT 1 FROM kept_lease k WHERE k.landlord_id = :landlord_id
       AND k.person_id = :limited_to AND k.tenant_id = t.id));
