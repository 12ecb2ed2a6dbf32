UPDATE property SET use = :use WHERE landlord_id = :landlord_id AND id = :id;
