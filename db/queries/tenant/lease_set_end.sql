UPDATE lease SET end_date = :end_date WHERE landlord_id = :landlord_id AND id = :id;
