UPDATE reading_dispute SET outcome = :outcome, answer = :answer, answered_at = :now, answered_by = :person_id
WHERE landlord_id = :landlord_id AND id = :id AND outcome IS NULL;
