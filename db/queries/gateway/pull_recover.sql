-- What was asked when the last gateway ended is asked again at once, from where it had got to.
UPDATE pull_account SET next_at = :now
WHERE next_at IS NOT NULL
  AND (state = 'pending' OR EXISTS (SELECT 1 FROM pull_run r
                                     WHERE r.receiving_account_id = pull_account.receiving_account_id AND r.state = 'asking'));
