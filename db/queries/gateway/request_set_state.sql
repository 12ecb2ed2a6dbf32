UPDATE mpesa_request SET state = :state, send_after = :send_after, next_check_at = :check_at WHERE id = :id;
