-- The newest answer to anything (or, with :api, to that API) asked as this number's initiator: wrong passwords in a row lock it
-- (daraja.md 17.1).
SELECT verdict FROM mpesa_request
WHERE receiving_account_id = :id AND (:api IS NULL OR api = :api) AND verdict IS NOT NULL AND completed_at IS NOT NULL
  AND completed_at >= coalesce((SELECT max(set_at) FROM credential WHERE account_id = :id
                                 AND field IN ('initiator_name', 'initiator_password')), 0)
ORDER BY completed_at DESC, requested_at DESC LIMIT 1;
