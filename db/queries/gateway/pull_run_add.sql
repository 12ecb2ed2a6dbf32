INSERT INTO pull_run (landlord_id, receiving_account_id, begun_at, from_at, to_at)
VALUES (:landlord_id, :receiving_account_id, :now, :from_at, :to_at)
RETURNING id;
