INSERT INTO daraja_call (payment_id, request_id, app, api, at, ms, http_status, verdict, code, body)
VALUES (:payment_id, :request_id, :app, :api, :at, :ms, :http_status, :verdict, :code, :body);
