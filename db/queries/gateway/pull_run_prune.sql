-- Of pulls that brought nothing the newest is enough.
DELETE FROM pull_run WHERE receiving_account_id = :receiving_account_id AND id < :id AND fresh = 0 AND state <> 'asking';
