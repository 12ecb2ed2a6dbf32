-- Typed: the id of a lease, or of one of its bills.
SELECT l.id AS lease_id FROM lease l WHERE l.landlord_id = :landlord_id AND l.id = lower(:typed)
UNION
SELECT b.lease_id FROM bill b WHERE b.landlord_id = :landlord_id AND b.id = lower(:typed);
