-- What a lease owes by its bills, its money and what was refunded to it is what its account says.
SELECT l.id FROM lease l
WHERE (SELECT coalesce(sum(due_cents), 0) FROM bill b WHERE b.lease_id = l.id AND b.voided_at IS NULL)
    - (SELECT coalesce(sum(s.cents), 0) FROM assignment s
        WHERE s.lease_id = l.id AND s.ended_at IS NULL)
    + (SELECT coalesce(sum(o.amount_cents), 0) FROM money_out o WHERE o.lease_id = l.id AND o.purpose = 'refund')
   <> coalesce((SELECT a.balance_cents FROM account a WHERE a.landlord_id = l.landlord_id AND a.kind = 'receivable'
                 AND a.detail = l.id), 0);
