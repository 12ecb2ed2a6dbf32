SELECT m.role, m.landlord_id, l.business_name, NULL AS tenant_id, 0 AS rank
FROM member m JOIN landlord l ON l.id = m.landlord_id WHERE m.person_id = :person_id
UNION ALL
SELECT 'tenant', t.landlord_id, l.business_name, t.id, 1
FROM tenant t JOIN landlord l ON l.id = t.landlord_id WHERE t.person_id = :person_id
ORDER BY rank, business_name, landlord_id;
