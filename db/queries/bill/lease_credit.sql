-- Money of a lease that neither pays a bill nor is given back, oldest first.
SELECT m.id, m.cents AS free_cents
FROM assignment s
JOIN money_free m ON m.landlord_id = s.landlord_id AND m.id = s.money_in_id
WHERE s.landlord_id = :landlord_id AND s.lease_id = :lease_id AND s.ended_at IS NULL AND m.cents > 0
ORDER BY m.paid_at, m.id;
