INSERT INTO bank_account (id, landlord_id, name, number, added_by, added_at)
VALUES (:id, :landlord_id, :name, :number, :person_id, :now);
