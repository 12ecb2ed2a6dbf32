-- What of this money pays this bill already.
SELECT coalesce(sum(cents), 0) AS cents FROM allocation
WHERE landlord_id = :landlord_id AND money_in_id = :money_in_id AND bill_id = :bill_id AND ended_at IS NULL;
