-- The link itself says whose it is: there is no session yet.
SELECT i.landlord_id, i.tenant_id, l.business_name, t.name AS tenant_name, t.phone, t.locale,
       (SELECT p.id FROM person p WHERE p.phone = t.phone AND p.disabled_at IS NULL) AS person_id
FROM invite i
JOIN landlord l ON l.id = i.landlord_id
JOIN tenant t ON t.landlord_id = i.landlord_id AND t.id = i.tenant_id
WHERE i.token_hash = :token_hash AND i.used_at IS NULL AND i.expires_at > :now;
