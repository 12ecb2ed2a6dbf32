SELECT EXISTS (SELECT 1 FROM remittance_month WHERE landlord_id = :landlord_id AND agent_id = :agent_id AND month = :month) AS stated;
