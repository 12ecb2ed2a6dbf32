UPDATE remittance SET seen_at = :now, seen_by = :person_id WHERE landlord_id = :landlord_id AND id = :id AND seen_at IS NULL;
