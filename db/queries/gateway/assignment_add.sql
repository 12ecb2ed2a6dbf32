INSERT INTO assignment (landlord_id, money_in_id, lease_id, cents, how, reason, made_at, made_by)
VALUES (:landlord_id, :money_in_id, :lease_id, :cents, :how, :reason, :now, :person_id);
