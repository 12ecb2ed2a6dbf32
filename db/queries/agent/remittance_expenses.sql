SELECT money_out_id, what, cents FROM remittance_expense WHERE landlord_id = :landlord_id AND remittance_id = :id ORDER BY money_out_id;
