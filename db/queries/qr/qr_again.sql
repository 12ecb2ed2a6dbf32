UPDATE qr_code SET state = 'pending', reason = NULL, code = NULL, said = NULL, ended_at = NULL, asked_at = :now, send_after = 0,
       sends = 0
WHERE landlord_id = :landlord_id AND id = :id AND state = 'failed' AND ended_at <= :before;
