INSERT INTO remittance_expense (landlord_id, remittance_id, agent_id, money_out_id, what, cents)
VALUES (:landlord_id, :remittance_id, :agent_id, :money_out_id, :what, :cents);
