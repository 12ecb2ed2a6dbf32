INSERT INTO assignment (landlord_id, money_in_id, lease_id, how, made_at, made_by)
VALUES (:landlord_id, :money_in_id, :lease_id, :how, :now, :person_id);
