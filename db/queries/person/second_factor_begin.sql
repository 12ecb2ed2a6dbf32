-- One that is on is never replaced.
INSERT INTO second_factor (person_id, sealed, begun_at) VALUES (:person_id, :sealed, :now)
ON CONFLICT (person_id) DO UPDATE SET sealed = excluded.sealed, begun_at = excluded.begun_at WHERE enabled_at IS NULL;
