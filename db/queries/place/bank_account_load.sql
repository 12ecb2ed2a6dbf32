SELECT id, name, number, added_at, 0 AS balance_cents FROM bank_account WHERE landlord_id = :landlord_id AND id = :id;
