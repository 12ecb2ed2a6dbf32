-- What a lease brought with it, the last that was set.
SELECT o.*, p.name AS set_name, u.name AS undone_name, b.due_date,
       (SELECT coalesce(sum(y.cents), 0) FROM refund y WHERE y.money_in_id = o.money_in_id AND y.ended_at IS NULL)
         AS refunded_cents
FROM opening_balance o
LEFT JOIN person p ON p.id = o.set_by
LEFT JOIN person u ON u.id = o.undone_by
LEFT JOIN bill b ON b.landlord_id = o.landlord_id AND b.id = o.bill_id
WHERE o.landlord_id = :landlord_id AND o.lease_id = :lease_id
ORDER BY o.undone_at IS NULL DESC, o.set_at DESC, o.id LIMIT 1;
