INSERT INTO allocation_change (landlord_id, money_in_id, how, reason, made_at, made_by)
VALUES (:landlord_id, :id, :how, :reason, :now, :person_id);
