DELETE FROM second_factor WHERE person_id = :person_id;
