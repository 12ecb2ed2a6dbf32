INSERT INTO receipt (number, landlord_id, money_in_id, issued_at) VALUES (:number, :landlord_id, :money_in_id, :now);
