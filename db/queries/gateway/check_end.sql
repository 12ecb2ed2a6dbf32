UPDATE setup_check SET state = :state, finding = :finding, code = :code, said = :said, answered_at = :now
WHERE id = :id AND state IN ('pending', 'sending');
