INSERT INTO daraja_call (payment_id, api, at, ms, http_status, verdict, code, body)
VALUES (:payment_id, :api, :at, :ms, :http_status, :verdict, :code, :body);
