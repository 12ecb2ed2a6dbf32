-- A settled deposit is what was deducted and what went back, each posted as it says.
SELECT s.id FROM deposit_settlement s
WHERE s.state = 'final'
  AND (s.held_cents <> s.returned_cents + (SELECT coalesce(sum(i.cents), 0) FROM deposit_item i WHERE i.settlement_id = s.id)
       OR (s.returned_cents > 0) <> (s.returned_by IS NOT NULL)
       OR (coalesce(s.returned_by, '') = 'mpesa') <> (s.request_id IS NOT NULL)
       OR coalesce((SELECT sum(d.amount_cents) FROM deposit_line d
                     WHERE d.txn_id = s.returned_txn AND d.lease_id = s.lease_id), 0)
          <> CASE WHEN s.request_id IS NULL THEN s.returned_cents ELSE 0 END
       OR coalesce((SELECT sum(d.amount_cents) FROM deposit_line d
                     WHERE d.txn_id = s.deducted_txn AND d.lease_id = s.lease_id), 0)
          <> (SELECT coalesce(sum(i.cents), 0) FROM deposit_item i WHERE i.settlement_id = s.id AND i.kind <> 'bill'))
UNION ALL
SELECT i.settlement_id FROM deposit_item i
JOIN deposit_settlement s ON s.id = i.settlement_id
LEFT JOIN money_in m ON m.id = i.money_in_id
WHERE (s.state = 'final' AND i.kind = 'bill') <> (m.id IS NOT NULL) OR m.amount_cents <> i.cents OR m.rail <> 'deposits'
   OR m.shortcode <> s.lease_id;
