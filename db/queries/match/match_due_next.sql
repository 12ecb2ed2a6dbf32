SELECT landlord_id, after FROM match_due ORDER BY landlord_id LIMIT 1;
