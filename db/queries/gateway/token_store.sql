INSERT INTO daraja_token (app, sealed, expires_at) VALUES (:app, :sealed, :expires_at)
ON CONFLICT (app) DO UPDATE SET sealed = excluded.sealed, expires_at = excluded.expires_at;
