-- Asking for a picture twice does no harm.
UPDATE qr_code SET state = 'pending', send_after = 0 WHERE state = 'sending';
