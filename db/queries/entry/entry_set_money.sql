UPDATE entry SET money_in_id = :money_in_id WHERE landlord_id = :landlord_id AND id = :id AND money_in_id IS NULL;
