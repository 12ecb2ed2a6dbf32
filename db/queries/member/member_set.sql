UPDATE member SET role = :role, may_approve = :may_approve WHERE landlord_id = :landlord_id AND person_id = :person_id;
