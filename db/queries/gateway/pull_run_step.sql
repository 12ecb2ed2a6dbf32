UPDATE pull_run
SET state = :state, pages = pages + :pages, seen = seen + :seen, fresh = fresh + :fresh, code = :code, said = :said,
    ended_at = CASE WHEN :state = 'asking' THEN NULL ELSE :now END
WHERE id = :id AND state = 'asking';
