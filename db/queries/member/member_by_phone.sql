SELECT EXISTS (SELECT 1 FROM member m JOIN person p ON p.id = m.person_id
  WHERE m.landlord_id = :landlord_id AND p.phone = :phone) AS found;
