SELECT e.payment_id AS id FROM payment_event e LEFT JOIN allowed_step s ON s.a = e.from_state AND s.b = e.to_state
WHERE s.a IS NULL;
