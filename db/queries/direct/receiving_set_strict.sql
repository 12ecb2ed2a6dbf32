UPDATE receiving_account SET c2b_strict = :strict WHERE landlord_id = :landlord_id AND id = :id;
