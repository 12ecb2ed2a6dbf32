SELECT * FROM request_row
WHERE landlord_id = :landlord_id AND bill_id = :bill_id AND api = 'express'
ORDER BY requested_at DESC, (SELECT m.rowid FROM mpesa_request m WHERE m.id = request_row.id) DESC LIMIT 1;
