SELECT s.how, s.made_at, p.name AS person
FROM assignment s
LEFT JOIN person p ON p.id = s.made_by
WHERE s.landlord_id = :landlord_id AND s.money_in_id = :id AND s.ended_at IS NULL;
