SELECT id FROM billing_run WHERE landlord_id = :landlord_id AND period = :period AND day = :day AND person_id IS NULL;
