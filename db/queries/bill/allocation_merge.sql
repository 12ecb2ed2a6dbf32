-- Makes room for one row that says all of it.
UPDATE allocation SET ended_at = :now
WHERE landlord_id = :landlord_id AND money_in_id = :money_in_id AND bill_id = :bill_id AND ended_at IS NULL;
