-- What speaks for, and what against, a payment of :amount_cents from :phone at :paid_at being meant for a lease. Each is 0 or 1.
--   in_time      it was paid while the lease was in the books; what came before, the landlord has counted in his own way
--   own_phone    paid from the phone of the lease's tenant; others_phone: from that of another tenant of the landlord
--   owed_then    nothing was paid on the lease since (give or take two clocks), so what fits today was not made to fit
--   fits         it is what is open of the bill, or all that is owed on the lease
--   rival        another tenant pays such a rent, owes that amount as well, or says that this code is his
SELECT l.created_at - 300 <= :paid_at AS in_time,
       t.phone = :phone AS own_phone,
       EXISTS (SELECT 1 FROM tenant x WHERE x.landlord_id = l.landlord_id AND x.phone = :phone AND x.id <> t.id) AS others_phone,
       NOT EXISTS (SELECT 1 FROM allocation a JOIN bill b ON b.id = a.bill_id
                    WHERE b.landlord_id = l.landlord_id AND b.lease_id = l.id AND a.made_at >= :paid_at - 60) AS owed_then,
       EXISTS (SELECT 1 FROM bill_row b WHERE b.landlord_id = l.landlord_id AND b.lease_id = l.id AND b.id = :bill_id
                AND b.voided_at IS NULL AND b.due_cents - b.paid_cents = :amount_cents)
         OR :amount_cents = (SELECT coalesce(sum(b.due_cents - b.paid_cents), 0) FROM bill_row b
              WHERE b.landlord_id = l.landlord_id AND b.lease_id = l.id AND b.voided_at IS NULL) AS fits,
       EXISTS (SELECT 1 FROM lease o WHERE o.landlord_id = l.landlord_id AND o.tenant_id <> l.tenant_id
                AND ((o.rent_cents = :amount_cents AND (o.end_date IS NULL OR o.end_date >= :today))
                  OR EXISTS (SELECT 1 FROM bill_row b WHERE b.landlord_id = o.landlord_id AND b.lease_id = o.id
                       AND b.voided_at IS NULL AND b.paid_cents < b.due_cents
                       AND :amount_cents IN (b.due_cents, b.due_cents - b.paid_cents))
                  OR :amount_cents = (SELECT coalesce(sum(b.due_cents - b.paid_cents), 0) FROM bill_row b
                       WHERE b.landlord_id = o.landlord_id AND b.lease_id = o.id AND b.voided_at IS NULL)))
         OR EXISTS (SELECT 1 FROM mpesa_request q JOIN lease o ON o.landlord_id = q.landlord_id AND o.id = q.lease_id
              WHERE q.landlord_id = l.landlord_id AND q.purpose = 'claim' AND q.receipt_no = :receipt_no
                AND o.tenant_id <> l.tenant_id) AS rival
FROM lease l
JOIN tenant t ON t.landlord_id = l.landlord_id AND t.id = l.tenant_id
WHERE l.landlord_id = :landlord_id AND l.id = :lease_id;
