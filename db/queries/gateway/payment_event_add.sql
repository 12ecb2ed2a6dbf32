INSERT INTO payment_event (payment_id, at, from_state, to_state, cause, detail)
VALUES (:id, :now, :from_state, :to_state, :cause, :detail);
