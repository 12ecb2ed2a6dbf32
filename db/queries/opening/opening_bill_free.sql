-- What paid this bill is free again.
UPDATE allocation SET ended_at = :now WHERE landlord_id = :landlord_id AND bill_id = :id AND ended_at IS NULL;
