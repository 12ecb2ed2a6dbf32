-- :person_id: only what he has recorded himself; NULL: whoever did.
SELECT * FROM entry_row
WHERE landlord_id = :landlord_id AND id = :id AND (:person_id IS NULL OR made_by = :person_id)
  AND (:limited_to IS NULL OR EXISTS (SELECT 1 FROM kept_lease k WHERE k.landlord_id = :landlord_id
       AND k.person_id = :limited_to AND k.lease_id = entry_row.lease_id));
