SELECT EXISTS (SELECT 1 FROM lease l JOIN meter m ON m.landlord_id = l.landlord_id AND m.unit_id = l.unit_id
               WHERE l.landlord_id = :landlord_id AND l.tenant_id = :tenant_id) AS any_meter;
