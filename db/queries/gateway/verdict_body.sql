SELECT body, received_at FROM hook_verdict WHERE inbox_id = :id;
