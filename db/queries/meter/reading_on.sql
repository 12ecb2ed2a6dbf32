SELECT id, value FROM reading
WHERE landlord_id = :landlord_id AND meter_id = :meter_id AND day = :day AND replaced_at IS NULL;
