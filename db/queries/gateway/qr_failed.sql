UPDATE qr_code SET state = 'failed', reason = :reason, code = :code, said = :said, ended_at = :now
WHERE id = :id AND state IN ('pending', 'sending');
