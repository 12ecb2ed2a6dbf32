-- Newest first; the cursor is the id of the last row shown.
SELECT a.id, a.at, a.person_id, p.name AS person, a.landlord_id, o.business_name, a.action, a.subject, a.detail, a.hash,
       coalesce((SELECT t.name FROM tenant t WHERE t.id = a.subject AND t.landlord_id = a.landlord_id),
                (SELECT x.name FROM person x WHERE x.id = a.subject),
                (SELECT i.name FROM member_invite i WHERE i.id = a.subject),
                (SELECT r.name FROM property r WHERE r.id = a.subject AND r.landlord_id = a.landlord_id),
                (SELECT u.label FROM unit u WHERE u.id = a.subject AND u.landlord_id = a.landlord_id),
                (SELECT t.name || ', ' || u.label FROM lease l
                  JOIN tenant t ON t.landlord_id = l.landlord_id AND t.id = l.tenant_id
                  JOIN unit u ON u.landlord_id = l.landlord_id AND u.id = l.unit_id
                  WHERE l.id = a.subject AND l.landlord_id = a.landlord_id),
                (SELECT y.reference FROM payment y WHERE y.id = a.subject AND y.landlord_id = a.landlord_id),
                (SELECT o.business_name WHERE a.subject = o.id)) AS about
FROM audit a
LEFT JOIN person p ON p.id = a.person_id
LEFT JOIN landlord o ON o.id = a.landlord_id
WHERE a.landlord_id = :landlord_id AND a.id < :before
  AND (:person_id IS NULL OR a.person_id = :person_id)
  AND (:subject IS NULL OR a.subject = :subject)
  AND (:action IS NULL OR a.action = :action)
  AND (:looks = 0 OR a.action GLOB 'seen.*') AND (:acts = 0 OR a.action NOT GLOB 'seen.*')
  AND a.at >= :from_at AND a.at < :to_at
ORDER BY a.id DESC LIMIT :limit;
