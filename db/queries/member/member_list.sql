-- Owners first, then as they came. :id NULL: all of them.
SELECT m.person_id, p.name, p.phone, m.role, m.may_approve, m.created_at, coalesce(m.seen_at, 0) AS seen_at, b.name AS added_by,
       EXISTS (SELECT 1 FROM second_factor f WHERE f.person_id = m.person_id AND f.enabled_at IS NOT NULL) AS second_on,
       (SELECT group_concat(k.property_id, ' ') FROM member_property k
         WHERE k.landlord_id = m.landlord_id AND k.person_id = m.person_id) AS properties,
       (SELECT group_concat(x.name, ', ') FROM member_property k
         JOIN property x ON x.landlord_id = k.landlord_id AND x.id = k.property_id
         WHERE k.landlord_id = m.landlord_id AND k.person_id = m.person_id) AS property_names
FROM member m
JOIN person p ON p.id = m.person_id
LEFT JOIN person b ON b.id = m.added_by
WHERE m.landlord_id = :landlord_id AND (:id IS NULL OR m.person_id = :id)
ORDER BY CASE m.role WHEN 'owner' THEN 0 WHEN 'agent' THEN 1 WHEN 'accountant' THEN 2 ELSE 3 END, m.created_at, m.person_id;
