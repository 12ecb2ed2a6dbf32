SELECT id FROM mpesa_request
WHERE landlord_id = :landlord_id AND bill_id = :bill_id AND api = 'express' AND state IN ('pending', 'sending', 'sent')
ORDER BY requested_at DESC LIMIT 1;
