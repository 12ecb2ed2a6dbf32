SELECT id FROM entry
WHERE landlord_id = :landlord_id AND money_in_id = :money_in_id AND (:person_id IS NULL OR made_by = :person_id)
  AND (:limited_to IS NULL OR EXISTS (SELECT 1 FROM kept_lease k WHERE k.landlord_id = :landlord_id
       AND k.person_id = :limited_to AND k.lease_id = entry.lease_id));
