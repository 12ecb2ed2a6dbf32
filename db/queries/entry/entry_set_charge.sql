UPDATE entry SET charge_bill_id = :bill_id WHERE landlord_id = :landlord_id AND id = :id AND charge_bill_id IS NULL;
