-- Two of one second are told apart by the order in which they were written.
SELECT * FROM request_row
WHERE landlord_id = :landlord_id AND api = 'billmanager' AND bill_id = :bill_id
  AND command IN ('invoice', 'cancel') AND (:but_not IS NULL OR state <> :but_not)
ORDER BY requested_at DESC, (SELECT m.rowid FROM mpesa_request m WHERE m.id = request_row.id) DESC LIMIT 1;
