-- Something has changed: the clock looks again at once.
UPDATE billing_setting SET next_at = 0 WHERE landlord_id = :landlord_id AND automatic = 1;
