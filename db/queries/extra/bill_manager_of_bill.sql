SELECT * FROM request_row
WHERE landlord_id = :landlord_id AND api = 'billmanager' AND bill_id = :bill_id
  AND command IN ('invoice', 'cancel') AND (:but_not IS NULL OR state <> :but_not)
ORDER BY requested_at DESC, id DESC LIMIT 1;
