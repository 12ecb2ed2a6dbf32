-- Cheques in hand are those that were neither cleared nor bounced, nor undone.
SELECT o.id FROM landlord o
WHERE coalesce((SELECT sum(a.balance_cents) FROM account a WHERE a.landlord_id = o.id AND a.kind = 'cheque'), 0)
   <> (SELECT coalesce(sum(e.amount_cents), 0) FROM entry e
        WHERE e.landlord_id = o.id AND e.rail = 'cheque' AND e.state = 'approved' AND e.cleared_at IS NULL
          AND e.bounced_at IS NULL AND e.undone_at IS NULL);
