INSERT INTO charge_pause (landlord_id, charge_id, from_period) VALUES (:landlord_id, :id, :period);
