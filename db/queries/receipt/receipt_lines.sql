SELECT b.id, b.kind, b.period, x.cents
FROM allocation x JOIN bill b ON b.landlord_id = x.landlord_id AND b.id = x.bill_id
WHERE x.landlord_id = :landlord_id AND x.money_in_id = :money_in_id ORDER BY x.id;
