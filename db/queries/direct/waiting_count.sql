-- The money that waits is what `unallocated` holds: a look at one balance where there is none.
SELECT CASE WHEN EXISTS (SELECT 1 FROM account a WHERE a.landlord_id = :landlord_id AND a.kind = 'unallocated'
                          AND a.balance_cents <> 0)
       THEN (SELECT count(*) FROM money_in m
              WHERE m.landlord_id = :landlord_id AND m.payment_id IS NULL
                AND NOT EXISTS (SELECT 1 FROM assignment s WHERE s.money_in_id = m.id AND s.ended_at IS NULL)
                AND NOT EXISTS (SELECT 1 FROM ledger_txn t JOIN ledger_txn r ON r.reverses = t.id
                                 WHERE t.money_in_id = m.id AND t.kind = 'receive'))
       ELSE 0 END AS count;
