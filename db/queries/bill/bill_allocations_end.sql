-- The money that paid a bill is the lease's credit again.
UPDATE allocation SET ended_at = :now WHERE landlord_id = :landlord_id AND bill_id = :id AND ended_at IS NULL;
