SELECT business_name FROM landlord WHERE id = :landlord_id;
