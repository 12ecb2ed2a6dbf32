-- Newest first.
SELECT * FROM entry_row
WHERE landlord_id = :landlord_id AND (:person_id IS NULL OR made_by = :person_id)
  AND (:limited_to IS NULL OR EXISTS (SELECT 1 FROM kept_lease k WHERE k.landlord_id = :landlord_id
       AND k.person_id = :limited_to AND k.lease_id = entry_row.lease_id))
  AND (:status IS NULL OR status = :status) AND (:rail IS NULL OR rail = :rail)
  AND (:lease_id IS NULL OR lease_id = :lease_id)
  AND (made_at < :cursor_at OR (made_at = :cursor_at AND id < :cursor_id))
ORDER BY made_at DESC, id DESC LIMIT :limit;
