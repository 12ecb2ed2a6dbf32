SELECT count(*) AS count FROM member
WHERE landlord_id = :landlord_id AND person_id = :person_id
  AND (role = 'owner' OR (role = 'accountant' AND may_approve = 1));
