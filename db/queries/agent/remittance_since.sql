SELECT min(from_month) || '-01' AS since FROM agreement
WHERE landlord_id = :landlord_id AND agent_id = :agent_id AND state = 'accepted';
