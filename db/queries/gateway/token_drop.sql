DELETE FROM daraja_token WHERE app = :app;
