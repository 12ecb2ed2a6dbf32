-- Money that was moved stands in the books, from where to where it went.
SELECT x.id FROM transfer x
WHERE coalesce((SELECT sum(e.amount_cents) FROM ledger_entry e JOIN account a ON a.id = e.account_id
                 WHERE e.txn_id = x.txn_id AND a.kind = x.to_kind AND a.detail = x.to_detail), 0) <> x.amount_cents
   OR coalesce((SELECT sum(e.amount_cents) FROM ledger_entry e JOIN account a ON a.id = e.account_id
                 WHERE e.txn_id = x.txn_id AND a.kind = x.from_kind AND a.detail = x.from_detail), 0) <> -x.amount_cents;
