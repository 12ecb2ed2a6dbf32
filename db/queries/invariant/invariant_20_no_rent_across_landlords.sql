SELECT x.bill_id AS id FROM allocation x
JOIN money_in m ON m.id = x.money_in_id
JOIN bill b ON b.id = x.bill_id
JOIN lease l ON l.id = b.lease_id
WHERE l.landlord_id <> m.landlord_id;
