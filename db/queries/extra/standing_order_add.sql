INSERT INTO standing_order (request_id, landlord_id, lease_id, name, start_date, end_date)
VALUES (:request_id, :landlord_id, :lease_id, :name, :start_date, :end_date);
