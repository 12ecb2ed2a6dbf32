SELECT * FROM request_row
WHERE landlord_id = :landlord_id AND api = 'billmanager' AND bill_id = :bill_id AND (:command IS NULL OR command = :command)
  AND command IN ('invoice', 'cancel')
ORDER BY requested_at DESC, id DESC LIMIT 1;
