SELECT id, lease_id, rail, amount_cents, received_on FROM entry
WHERE landlord_id = :landlord_id AND made_by = :person_id AND key = :key
  AND (:limited_to IS NULL OR EXISTS (SELECT 1 FROM kept_lease k WHERE k.landlord_id = :landlord_id
       AND k.person_id = :limited_to AND k.lease_id = entry.lease_id));
