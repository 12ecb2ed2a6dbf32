SELECT agent_id, from_month, state FROM agreement WHERE landlord_id = :landlord_id AND id = :id;
