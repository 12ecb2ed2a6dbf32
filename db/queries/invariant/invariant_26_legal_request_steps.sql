SELECT e.request_id AS id FROM request_event e
LEFT JOIN request_step s ON s.a = e.from_state AND s.b = e.to_state WHERE s.a IS NULL;
