-- For the operator, over all landlords.
INSERT INTO hook_replay (inbox_id, asked_by, asked_at, note, sender_checked)
VALUES (:inbox_id, :person_id, :now, :note, :sender_checked);
