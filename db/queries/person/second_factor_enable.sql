UPDATE second_factor SET enabled_at = :now WHERE person_id = :person_id AND enabled_at IS NULL;
