UPDATE qr_code SET state = 'pending', send_after = :send_after WHERE id = :id AND state IN ('pending', 'sending');
