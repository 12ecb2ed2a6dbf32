UPDATE receiving_account SET nominated_phone = :phone WHERE landlord_id = :landlord_id AND id = :id;
