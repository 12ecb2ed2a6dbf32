UPDATE reading SET replaced_at = :now WHERE landlord_id = :landlord_id AND id = :id AND replaced_at IS NULL;
