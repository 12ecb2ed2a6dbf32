-- The month before this one is the last that is left out.
UPDATE charge_pause SET to_period = :period WHERE landlord_id = :landlord_id AND charge_id = :id AND to_period IS NULL;
