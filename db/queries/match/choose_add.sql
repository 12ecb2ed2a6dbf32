INSERT INTO allocation (landlord_id, money_in_id, bill_id, cents, made_at, change_id)
VALUES (:landlord_id, :id, :bill_id, :cents, :now, :change_id);
