-- For the operator. Once: a row that is released already stays as it is.
UPDATE hold SET released_at = :now, released_by = :person_id, release_note = :note, decision = :decision
WHERE id = :id AND released_at IS NULL;
