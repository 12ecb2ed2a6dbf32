-- The same amount for the same lease by the same way, received within three days of it.
SELECT id FROM entry
WHERE landlord_id = :landlord_id AND lease_id = :lease_id AND rail = :rail AND amount_cents = :amount_cents
  AND abs(julianday(received_on) - julianday(:received_on)) <= 3
  AND (:limited_to IS NULL OR EXISTS (SELECT 1 FROM kept_lease k WHERE k.landlord_id = :landlord_id
       AND k.person_id = :limited_to AND k.lease_id = entry.lease_id))
  AND state <> 'rejected' AND undone_at IS NULL AND bounced_at IS NULL
ORDER BY made_at DESC, id LIMIT 1;
