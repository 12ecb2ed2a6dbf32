UPDATE pull_account SET next_at = :next_at WHERE receiving_account_id = :id;
