SELECT coalesce(max(inbox_id), 0) AS inbox_id FROM hook_verdict;
