INSERT INTO deposit_settlement (id, landlord_id, lease_id, made_by, made_at)
VALUES (:id, :landlord_id, :lease_id, :person_id, :now);
