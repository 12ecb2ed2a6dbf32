UPDATE tenant SET person_id = :person_id WHERE landlord_id = :landlord_id AND id = :tenant_id;
