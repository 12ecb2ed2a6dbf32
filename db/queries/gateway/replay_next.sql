SELECT id, inbox_id, sender_checked FROM hook_replay WHERE judged_at IS NULL ORDER BY id LIMIT :most;
