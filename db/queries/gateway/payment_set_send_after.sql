-- Its secret never left this machine; the next attempt gets another.
UPDATE payment SET send_after = :send_after, callback_hash = NULL, sent_at = NULL, next_check_at = NULL WHERE id = :id;
