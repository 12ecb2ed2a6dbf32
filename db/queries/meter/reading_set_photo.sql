UPDATE reading SET photo_id = :photo_id WHERE landlord_id = :landlord_id AND id = :id AND photo_id IS NULL;
