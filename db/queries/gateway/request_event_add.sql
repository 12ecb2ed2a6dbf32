INSERT INTO request_event (request_id, at, from_state, to_state, cause, detail)
VALUES (:id, :now, :from_state, :to_state, :cause, :detail);
