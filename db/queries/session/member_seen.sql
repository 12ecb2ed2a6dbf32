UPDATE member SET seen_at = :now WHERE landlord_id = :landlord_id AND person_id = :person_id;
