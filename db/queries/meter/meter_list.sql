SELECT m.*, (SELECT t.name FROM lease l JOIN tenant t ON t.landlord_id = l.landlord_id AND t.id = l.tenant_id
              WHERE l.landlord_id = m.landlord_id AND l.unit_id = m.unit_id AND l.start_date <= :today
                AND (l.end_date IS NULL OR l.end_date >= :today)) AS tenant_name
FROM meter_row m
WHERE m.landlord_id = :landlord_id AND (:property_id IS NULL OR m.property_id = :property_id)
  AND (:unit_id IS NULL OR m.unit_id = :unit_id) AND (:kind IS NULL OR m.kind = :kind)
  AND (:removed_too OR m.removed_on IS NULL)
ORDER BY m.property_name, length(m.unit_label), m.unit_label, m.kind DESC, m.removed_on IS NOT NULL, m.first_day DESC, m.id;
