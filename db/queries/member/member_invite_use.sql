UPDATE member_invite SET used_at = :now, used_by = :person_id WHERE landlord_id = :landlord_id AND id = :id AND used_at IS NULL;
