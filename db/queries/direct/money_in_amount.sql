SELECT amount_cents FROM money_in WHERE landlord_id = :landlord_id AND id = :id;
