SELECT at_once, due_days FROM meter_setting WHERE landlord_id = :landlord_id;
