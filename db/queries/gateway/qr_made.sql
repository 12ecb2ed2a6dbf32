UPDATE qr_code SET state = 'ready', png = :png, ended_at = :now WHERE id = :id AND state = 'sending';
