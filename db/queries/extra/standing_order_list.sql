-- Newest first; one, those of one lease, or all. A tenant gets those of his own leases.
SELECT q.*, s.name, s.start_date, s.end_date, s.ended_at AS order_ended_at,
       q.state = 'success' AND s.ended_at IS NULL AND s.end_date >= :today AS running
FROM standing_order s
JOIN request_row q ON q.landlord_id = s.landlord_id AND q.id = s.request_id
JOIN lease l ON l.landlord_id = s.landlord_id AND l.id = s.lease_id
WHERE s.landlord_id = :landlord_id AND (:lease_id IS NULL OR s.lease_id = :lease_id) AND (:id IS NULL OR q.id = :id)
  AND (:tenant_id IS NULL OR l.tenant_id = :tenant_id)
  AND (:limited_to IS NULL OR EXISTS (SELECT 1 FROM kept_lease k WHERE k.landlord_id = :landlord_id
       AND k.person_id = :limited_to AND k.lease_id = l.id))
ORDER BY q.requested_at DESC, s.rowid DESC LIMIT 500;
