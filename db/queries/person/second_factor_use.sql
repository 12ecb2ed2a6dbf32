UPDATE second_factor SET last_step = :step WHERE person_id = :person_id AND last_step < :step;
