SELECT id FROM entry
WHERE landlord_id = :landlord_id AND money_in_id = :money_in_id AND (:person_id IS NULL OR made_by = :person_id);
