SELECT max(id) AS id FROM allocation_change WHERE landlord_id = :landlord_id AND money_in_id = :id;
