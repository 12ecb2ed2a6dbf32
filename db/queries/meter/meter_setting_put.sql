INSERT INTO meter_setting (landlord_id, at_once, due_days) VALUES (:landlord_id, :at_once, :due_days)
ON CONFLICT (landlord_id) DO UPDATE SET at_once = :at_once, due_days = :due_days;
