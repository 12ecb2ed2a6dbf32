SELECT cents FROM part_free WHERE landlord_id = :landlord_id AND money_in_id = :id AND lease_id = :lease_id;
