SELECT m.*, (SELECT t.name FROM lease l JOIN tenant t ON t.landlord_id = l.landlord_id AND t.id = l.tenant_id
              WHERE l.landlord_id = m.landlord_id AND l.unit_id = m.unit_id AND l.start_date <= :today
                AND (l.end_date IS NULL OR l.end_date >= :today)) AS tenant_name
FROM meter_row m WHERE m.landlord_id = :landlord_id AND m.id = :id;
