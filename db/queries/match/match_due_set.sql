UPDATE match_due SET after = :after WHERE landlord_id = :landlord_id;
