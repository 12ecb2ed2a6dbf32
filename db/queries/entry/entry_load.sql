-- :person_id: only what he has recorded himself; NULL: whoever did.
SELECT * FROM entry_row
WHERE landlord_id = :landlord_id AND id = :id AND (:person_id IS NULL OR made_by = :person_id);
