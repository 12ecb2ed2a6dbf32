INSERT INTO match_memory (id, landlord_id, lease_id, money_in_id, payer, payer_name, typed, shown, made_at, made_by)
VALUES (:id, :landlord_id, :lease_id, :money_in_id, :payer, :payer_name, :typed, :shown, :now, :person_id);
