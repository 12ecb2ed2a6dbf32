-- A tenant sees what was asked about his own leases.
SELECT * FROM request_row
WHERE landlord_id = :landlord_id AND id = :id
  AND (:tenant_id IS NULL OR (api IN ('status', 'ratiba', 'express') AND EXISTS
       (SELECT 1 FROM lease l WHERE l.landlord_id = request_row.landlord_id AND l.id = request_row.lease_id AND l.tenant_id = :tenant_id)));
