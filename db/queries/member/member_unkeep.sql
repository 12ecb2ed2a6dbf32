DELETE FROM member_property WHERE landlord_id = :landlord_id AND person_id = :person_id;
