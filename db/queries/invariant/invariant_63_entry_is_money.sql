-- What was recorded by hand is money when, and only when, it was approved; for as much, on its rail; and it stands until it is
-- undone, or its cheque bounces.
SELECT e.id FROM entry e LEFT JOIN money_in m ON m.id = e.money_in_id
WHERE (e.state = 'approved') <> (m.id IS NOT NULL) OR m.amount_cents <> e.amount_cents OR m.rail <> e.rail
   OR m.landlord_id <> e.landlord_id OR m.channel <> 'manual'
   OR (m.id IS NOT NULL AND EXISTS (SELECT 1 FROM ledger_txn t JOIN ledger_txn v ON v.reverses = t.id
                                     WHERE t.money_in_id = m.id AND t.kind = 'receive')
                            <> (e.undone_at IS NOT NULL OR e.bounced_at IS NOT NULL))
UNION ALL
SELECT m.id FROM money_in m WHERE m.channel = 'manual' AND NOT EXISTS (SELECT 1 FROM entry e WHERE e.money_in_id = m.id);
