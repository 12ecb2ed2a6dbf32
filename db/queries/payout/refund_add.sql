INSERT INTO refund (landlord_id, request_id, money_in_id, cents, made_at)
VALUES (:landlord_id, :request_id, :money_in_id, :cents, :now);
