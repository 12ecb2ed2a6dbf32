UPDATE meter SET removed_on = :day WHERE landlord_id = :landlord_id AND id = :id AND removed_on IS NULL;
