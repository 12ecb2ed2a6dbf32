-- Newest first; the cursor is the time and id of the last row shown. :group is 'money', 'questions' or NULL.
SELECT * FROM request_row
WHERE landlord_id = :landlord_id
  AND (:api IS NULL OR api = :api)
  AND (:group IS NULL OR money = (:group = 'money'))
  AND (:state IS NULL OR state = :state OR (:state = 'pending' AND state IN ('sending', 'sent'))
       OR (:state = 'decided' AND state <> 'awaiting_approval'))
  AND (:purpose IS NULL OR purpose = :purpose)
  AND (:lease_id IS NULL OR lease_id = :lease_id)
  AND (:limited_to IS NULL OR (request_row.api = 'status' AND request_row.lease_id IS NULL
       AND request_row.requested_by = :limited_to) OR EXISTS (SELECT 1 FROM kept_lease k WHERE k.landlord_id = :landlord_id
       AND k.person_id = :limited_to AND k.lease_id = request_row.lease_id))
  AND (requested_at < :cursor_at OR (requested_at = :cursor_at AND id < :cursor_id))
ORDER BY requested_at DESC, id DESC LIMIT :limit;
