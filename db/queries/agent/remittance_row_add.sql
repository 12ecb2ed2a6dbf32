INSERT INTO remittance_row (landlord_id, remittance_id, place, lease_id, property, unit, tenant, collected_cents, counted_cents, fee_cents)
VALUES (:landlord_id, :remittance_id, :place, :lease_id, :property, :unit, :tenant, :collected, :counted, :fee);
