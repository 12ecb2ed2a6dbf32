-- The newest word on whether this number's initiator is accepted (or, with :api, on whether it may use that API): wrong passwords
-- in a row lock it (daraja.md 17.1). Newest by when it was asked: a late answer speaks of an earlier password. What was never
-- sent, or not answered, says nothing about it.
SELECT verdict FROM mpesa_request
WHERE receiving_account_id = :id AND (:api IS NULL OR api = :api) AND verdict IS NOT NULL AND completed_at IS NOT NULL
  AND verdict NOT IN ('unanswered', 'timed_out', 'not_sent', 'mpesa_busy', 'system_trouble', 'unknown_code', 'initiator_missing',
                      'credentials_refused', 'request_malformed', 'person_said_no', 'not_completed')
  AND completed_at >= coalesce((SELECT max(set_at) FROM credential WHERE account_id = :id
                                 AND field IN ('initiator_name', 'initiator_password')), 0)
ORDER BY sent_at DESC, rowid DESC LIMIT 1;
