SELECT coalesce(max(number), 0) + 1 AS number FROM remittance WHERE landlord_id = :landlord_id;
