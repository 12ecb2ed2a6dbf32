INSERT INTO billing_run (id, landlord_id, period, day, started_at, person_id)
VALUES (:id, :landlord_id, :period, :day, :now, :person_id);
