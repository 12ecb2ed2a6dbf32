INSERT INTO meter (id, landlord_id, unit_id, kind, serial, measure, digits, first_value, first_day, created_at, created_by)
VALUES (:id, :landlord_id, :unit_id, :kind, :serial, :measure, :digits, :first_value, :first_day, :now, :person_id);
