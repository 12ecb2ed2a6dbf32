-- What a run says it billed is a bill of that lease, kind and month.
SELECT i.bill_id AS id FROM billing_item i LEFT JOIN bill b ON b.id = i.bill_id
WHERE b.id IS NULL OR b.landlord_id <> i.landlord_id OR b.lease_id <> i.lease_id OR b.kind <> i.kind OR b.period <> i.period;
