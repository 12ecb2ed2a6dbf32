DELETE FROM match_due WHERE landlord_id = :landlord_id;
