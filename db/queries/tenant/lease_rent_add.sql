INSERT INTO lease_rent (landlord_id, lease_id, from_date, rent_cents, made_at, made_by)
VALUES (:landlord_id, :lease_id, :from_date, :rent_cents, :now, :person_id);
