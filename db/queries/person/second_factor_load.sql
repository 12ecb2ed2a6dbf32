SELECT f.sealed, f.begun_at, f.enabled_at, f.last_step,
       (SELECT count(*) FROM recovery_code c WHERE c.person_id = f.person_id AND c.used_at IS NULL) AS codes_left
FROM second_factor f WHERE f.person_id = :person_id;
