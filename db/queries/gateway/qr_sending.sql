UPDATE qr_code SET state = 'sending', sends = sends + 1 WHERE id = :id AND state = 'pending';
