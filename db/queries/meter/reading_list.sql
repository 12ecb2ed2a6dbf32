-- Newest day first; the cursor is the day, as the number 20261105, and the id of the last row shown.
SELECT *, CAST(replace(day, '-', '') AS INTEGER) AS day_number,
          CASE WHEN replaced_at IS NOT NULL THEN 'replaced' WHEN billed_at IS NOT NULL THEN 'billed'
               WHEN lease_id IS NULL THEN 'nobody' ELSE 'waiting' END AS state
FROM reading_row
WHERE landlord_id = :landlord_id AND (:tenant_id IS NULL OR tenant_id = :tenant_id)
  AND (:meter_id IS NULL OR meter_id = :meter_id) AND (:lease_id IS NULL OR lease_id = :lease_id)
  AND (:property_id IS NULL OR property_id = :property_id)
  AND (:replaced_too OR replaced_at IS NULL OR (:state = 'disputed' AND dispute_id IS NOT NULL AND dispute_outcome IS NULL))
  AND (:state IS NULL OR (:state = 'waiting' AND billed_at IS NULL AND lease_id IS NOT NULL)
       OR (:state = 'disputed' AND dispute_id IS NOT NULL AND dispute_outcome IS NULL))
  AND (CAST(replace(day, '-', '') AS INTEGER) < :cursor_at
       OR (CAST(replace(day, '-', '') AS INTEGER) = :cursor_at AND id < :cursor_id))
ORDER BY day DESC, id DESC LIMIT :limit;
