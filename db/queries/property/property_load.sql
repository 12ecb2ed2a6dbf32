SELECT p.id, p.name, p.address, p.use,
       (SELECT count(*) FROM unit u WHERE u.landlord_id = p.landlord_id AND u.property_id = p.id) AS units,
       (SELECT count(DISTINCT l.unit_id) FROM lease l JOIN unit u ON u.landlord_id = l.landlord_id AND u.id = l.unit_id
         WHERE l.landlord_id = p.landlord_id AND u.property_id = p.id AND l.start_date <= :today
           AND (l.end_date IS NULL OR l.end_date >= :today)) AS occupied
FROM property p WHERE p.landlord_id = :landlord_id AND p.id = :id;
