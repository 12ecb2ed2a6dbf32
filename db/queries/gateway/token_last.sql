-- How the last asking for a token with this app ended.
SELECT at, verdict, code, http_status FROM daraja_call WHERE api = 'oauth' AND app = :app ORDER BY id DESC LIMIT 1;
