-- Rights as they stand now: the session only says which hat is worn.
SELECT s.person_id, s.landlord_id, s.tenant_id, s.seen_at, s.fresh_at, s.expires_at,
       p.name, p.locale, p.is_operator, m.role AS member_role, t.id AS tenancy,
       m.role = 'caretaker' AND EXISTS (SELECT 1 FROM member_property k WHERE k.landlord_id = m.landlord_id
                                          AND k.person_id = m.person_id) AS limited
FROM session s
JOIN person p ON p.id = s.person_id AND p.disabled_at IS NULL
LEFT JOIN member m ON m.landlord_id = s.landlord_id AND m.person_id = s.person_id
LEFT JOIN tenant t ON t.landlord_id = s.landlord_id AND t.id = s.tenant_id AND t.person_id = s.person_id
WHERE s.token_hash = :token_hash AND s.kind = :kind AND s.expires_at > :now;
