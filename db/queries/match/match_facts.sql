SELECT bill_ref, phone, payer_name, amount_cents, paid_at FROM money_in WHERE landlord_id = :landlord_id AND id = :id;
