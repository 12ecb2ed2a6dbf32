-- The link itself says whose it is: there is no session yet. Whoever invited must be an owner still.
SELECT i.id, i.landlord_id, l.business_name, i.name, i.phone, i.role, i.may_approve, i.properties, i.created_at, i.expires_at,
       b.name AS created_by, i.created_by AS inviter,
       (SELECT p.id FROM person p WHERE p.phone = i.phone AND p.disabled_at IS NULL) AS person_id,
       (SELECT group_concat(x.name, ', ') FROM property x
         WHERE x.landlord_id = i.landlord_id AND instr(' ' || i.properties || ' ', ' ' || x.id || ' ') > 0) AS property_names
FROM member_invite i
JOIN landlord l ON l.id = i.landlord_id
JOIN person b ON b.id = i.created_by
JOIN member m ON m.landlord_id = i.landlord_id AND m.person_id = i.created_by AND m.role = 'owner'
WHERE i.token_hash = :token_hash AND i.used_at IS NULL AND i.ended_at IS NULL AND i.expires_at > :now;
