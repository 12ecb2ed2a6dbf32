UPDATE mpesa_request SET send_after = :send_after WHERE id = :id AND state = 'pending';
