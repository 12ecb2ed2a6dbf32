SELECT c.how, c.reason, c.made_at, p.name AS person
FROM allocation_change c
JOIN money_in m ON m.landlord_id = c.landlord_id AND m.id = c.money_in_id
JOIN person p ON p.id = c.made_by
WHERE c.landlord_id = :landlord_id AND (m.id = :id OR m.payment_id = :id) ORDER BY c.id DESC;
