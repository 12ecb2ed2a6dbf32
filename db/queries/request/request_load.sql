-- A tenant sees what was asked about his own leases.
SELECT * FROM request_row
WHERE landlord_id = :landlord_id AND id = :id
  AND (:tenant_id IS NULL OR (api IN ('status', 'ratiba', 'express') AND EXISTS
       (SELECT 1 FROM lease l WHERE l.landlord_id = request_row.landlord_id AND l.id = request_row.lease_id AND l.tenant_id = :tenant_id)))
  AND (:limited_to IS NULL OR (request_row.api = 'status' AND request_row.lease_id IS NULL
       AND request_row.requested_by = :limited_to) OR EXISTS (SELECT 1 FROM kept_lease k WHERE k.landlord_id = :landlord_id
       AND k.person_id = :limited_to AND k.lease_id = request_row.lease_id));
