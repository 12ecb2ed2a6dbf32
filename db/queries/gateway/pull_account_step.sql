UPDATE pull_account
SET next_at = :next_at, failures = CASE WHEN :answered THEN 0 ELSE failures + 1 END,
    good_to = CASE WHEN :done THEN :to_at ELSE good_to END
WHERE receiving_account_id = :id;
