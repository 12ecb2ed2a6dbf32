SELECT i.id, i.landlord_id, l.business_name, i.name, i.phone, i.role, i.may_approve, i.properties, i.created_at, i.expires_at,
       b.name AS created_by, NULL AS person_id,
       (SELECT group_concat(x.name, ', ') FROM property x
         WHERE x.landlord_id = i.landlord_id AND instr(' ' || i.properties || ' ', ' ' || x.id || ' ') > 0) AS property_names
FROM member_invite i
JOIN landlord l ON l.id = i.landlord_id
JOIN person b ON b.id = i.created_by
WHERE i.landlord_id = :landlord_id AND i.used_at IS NULL AND i.ended_at IS NULL AND i.expires_at > :now
ORDER BY i.created_at DESC, i.id;
