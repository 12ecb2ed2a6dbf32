-- What a lease owes by its bills and money is what its account says.
SELECT l.id FROM lease l
WHERE (SELECT coalesce(sum(due_cents), 0) FROM bill b WHERE b.lease_id = l.id AND b.voided_at IS NULL)
    - (SELECT coalesce(sum(m.amount_cents), 0) FROM money_in m JOIN payment p ON p.id = m.payment_id
        WHERE p.lease_id = l.id AND p.state = 'success')
   <> coalesce((SELECT a.balance_cents FROM account a WHERE a.landlord_id = l.landlord_id AND a.kind = 'receivable'
                 AND a.detail = l.id), 0);
