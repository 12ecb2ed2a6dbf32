-- What stands in the way of another end: somebody who moves in before it, or a last month that was billed up to the end as it is.
SELECT EXISTS (SELECT 1 FROM lease o WHERE o.landlord_id = l.landlord_id AND o.unit_id = l.unit_id AND o.id <> l.id
                  AND o.start_date > l.start_date AND (:end_date IS NULL OR o.start_date <= :end_date)) AS let,
       EXISTS (SELECT 1 FROM billing_item i JOIN bill b ON b.id = i.bill_id
                WHERE i.lease_id = l.id AND i.kind = 'rent' AND i.days IS NOT NULL AND b.voided_at IS NULL
                  AND i.period = substr(l.end_date, 1, 7)
                  AND l.end_date < date(l.end_date, 'start of month', '+1 month', '-1 day')) AS billed
FROM lease l WHERE l.landlord_id = :landlord_id AND l.id = :id;
