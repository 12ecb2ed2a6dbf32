SELECT count(*) AS tries, coalesce(min(at), 0) AS first_at FROM login_try WHERE who = :who AND at > :since;
