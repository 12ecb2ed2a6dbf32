INSERT INTO setup_check (id, landlord_id, receiving_account_id, kind, request_id, asked_by, asked_at)
VALUES (:id, :landlord_id, :receiving_account_id, :kind, :request_id, :person_id, :now);
