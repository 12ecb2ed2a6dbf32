-- For the operator, over all landlords. Newest first; the cursor is the time and id of the last row shown.
SELECT q.*, l.business_name AS landlord_name FROM request_row q JOIN landlord l ON l.id = q.landlord_id
WHERE (:api IS NULL OR q.api = :api)
  AND (:state IS NULL OR q.state = :state OR (:state = 'pending' AND q.state = 'sending')
       OR (:state = 'open' AND q.state IN ('awaiting_approval', 'pending', 'sending', 'sent', 'unknown')))
  AND (:landlord_id IS NULL OR q.landlord_id = :landlord_id)
  AND (:id IS NULL OR q.id = :id)
  AND (q.requested_at < :cursor_at OR (q.requested_at = :cursor_at AND q.id < :cursor_id))
ORDER BY q.requested_at DESC, q.id DESC LIMIT :limit;
