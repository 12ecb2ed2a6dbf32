INSERT INTO sim_check (request_id, landlord_id, phone, swapped, swapped_at)
VALUES (:request_id, :landlord_id, :phone, :swapped, :swapped_at);
