SELECT reader FROM reading WHERE landlord_id = :landlord_id AND id = :id;
