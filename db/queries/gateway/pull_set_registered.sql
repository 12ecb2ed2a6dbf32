UPDATE pull_account
SET state = :state, code = :code, said = :said, next_at = :next_at, answered_at = :now,
    failures = CASE WHEN :state = 'pending' THEN failures + 1 ELSE 0 END
WHERE receiving_account_id = :id AND state = 'pending';
