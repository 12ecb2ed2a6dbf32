UPDATE billing_setting SET next_at = :next_at WHERE landlord_id = :landlord_id;
