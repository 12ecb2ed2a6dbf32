SELECT automatic, days_before, since FROM billing_setting WHERE landlord_id = :landlord_id;
