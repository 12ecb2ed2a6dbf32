-- Money of a lease that neither pays a bill nor is given back, oldest first.
SELECT m.id, f.cents AS free_cents
FROM part_free f
JOIN money_in m ON m.landlord_id = f.landlord_id AND m.id = f.money_in_id
WHERE f.landlord_id = :landlord_id AND f.lease_id = :lease_id AND f.cents > 0
ORDER BY m.paid_at, m.id;
