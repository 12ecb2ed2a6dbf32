INSERT INTO member (landlord_id, person_id, role, may_approve, added_by, created_at)
VALUES (:landlord_id, :person_id, :role, :may_approve, :added_by, :now);
