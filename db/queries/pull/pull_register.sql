-- A number that is being registered is left alone: no row is changed.
INSERT INTO pull_account (receiving_account_id, landlord_id, state, asked_by, asked_at, next_at)
VALUES (:id, :landlord_id, 'pending', :person_id, :now, :now)
ON CONFLICT (receiving_account_id) DO UPDATE
SET state = 'pending', code = NULL, said = NULL, asked_by = excluded.asked_by, asked_at = excluded.asked_at,
    answered_at = NULL, next_at = excluded.next_at, failures = 0
WHERE pull_account.state <> 'pending';
