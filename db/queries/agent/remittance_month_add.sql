INSERT INTO remittance_month (landlord_id, agent_id, month, remittance_id) VALUES (:landlord_id, :agent_id, :month, :remittance_id);
