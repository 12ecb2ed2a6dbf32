SELECT sealed, expires_at FROM daraja_token WHERE app = :app;
