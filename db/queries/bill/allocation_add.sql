INSERT INTO allocation (landlord_id, money_in_id, bill_id, cents, made_at)
VALUES (:landlord_id, :money_in_id, :bill_id, :cents, :now);
