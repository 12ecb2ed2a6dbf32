-- What the books say is owed back of a lease's deposit is what was billed for it and brought forward, less what was returned, kept,
-- or has paid bills.
SELECT l.id FROM lease l
WHERE (SELECT coalesce(sum(b.due_cents), 0) FROM bill b WHERE b.lease_id = l.id AND b.kind = 'deposit' AND b.voided_at IS NULL)
    + (SELECT coalesce(sum(o.deposit_cents), 0) FROM opening_balance o WHERE o.lease_id = l.id AND o.undone_at IS NULL)
    - (SELECT coalesce(sum(m.amount_cents), 0) FROM money_out m WHERE m.lease_id = l.id AND m.purpose = 'deposit')
    - (SELECT coalesce(sum(m.amount_cents), 0) FROM assignment s JOIN money_in m ON m.id = s.money_in_id
        WHERE s.lease_id = l.id AND s.ended_at IS NULL AND m.rail = 'deposits')
    - (SELECT coalesce(sum(i.cents), 0) FROM deposit_settlement s JOIN deposit_item i ON i.settlement_id = s.id
        WHERE s.lease_id = l.id AND s.state = 'final' AND i.kind <> 'bill')
    - (SELECT coalesce(sum(s.returned_cents), 0) FROM deposit_settlement s
        WHERE s.lease_id = l.id AND s.returned_txn IS NOT NULL)
   <> coalesce((SELECT -sum(d.amount_cents) FROM deposit_line d WHERE d.landlord_id = l.landlord_id AND d.lease_id = l.id), 0);
