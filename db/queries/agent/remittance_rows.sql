SELECT lease_id, property, unit, tenant, collected_cents, counted_cents, fee_cents FROM remittance_row
WHERE landlord_id = :landlord_id AND remittance_id = :id ORDER BY place;
