-- Each part of a payment stands in its lease's account, to the cent.
SELECT s.money_in_id AS id FROM assignment s
WHERE s.ended_at IS NULL
  AND coalesce((SELECT sum(e.amount_cents) FROM ledger_txn t
                  JOIN ledger_entry e ON e.txn_id = t.id
                  JOIN account a ON a.id = e.account_id
                 WHERE t.money_in_id = s.money_in_id AND a.kind = 'receivable' AND a.detail = s.lease_id), 0) <> -s.cents;
