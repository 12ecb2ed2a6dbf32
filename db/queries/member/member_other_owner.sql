SELECT EXISTS (SELECT 1 FROM member m JOIN person p ON p.id = m.person_id
  WHERE m.landlord_id = :landlord_id AND m.role = 'owner' AND m.person_id <> :person_id AND p.disabled_at IS NULL) AS found;
