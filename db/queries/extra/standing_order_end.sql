UPDATE standing_order SET ended_at = :now WHERE landlord_id = :landlord_id AND request_id = :request_id AND ended_at IS NULL;
