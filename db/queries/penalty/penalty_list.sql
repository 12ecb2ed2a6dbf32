-- Newest day first; the cursor is the day, as the number 20261105, and the id of the last row shown.
SELECT *, CAST(replace(day, '-', '') AS INTEGER) AS day_number FROM penalty_row
WHERE landlord_id = :landlord_id AND (:tenant_id IS NULL OR tenant_id = :tenant_id)
  AND (:lease_id IS NULL OR lease_id = :lease_id) AND (:bill_id IS NULL OR bill_id = :bill_id)
  AND (:state IS NULL OR (:state = 'doubtful' AND doubtful) OR (:state = 'waived' AND waived_at IS NOT NULL)
       OR (:state = 'charged' AND waived_at IS NULL AND NOT voided))
  AND (CAST(replace(day, '-', '') AS INTEGER) < :cursor_at
       OR (CAST(replace(day, '-', '') AS INTEGER) = :cursor_at AND id < :cursor_id))
ORDER BY day DESC, id DESC LIMIT :limit;
