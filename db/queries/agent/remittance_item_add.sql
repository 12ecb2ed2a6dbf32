INSERT INTO remittance_item (landlord_id, remittance_id, agent_id, allocation_id, sign, cents)
VALUES (:landlord_id, :remittance_id, :agent_id, :allocation_id, :sign, :cents);
