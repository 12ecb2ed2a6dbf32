-- What of a month (or before) still waits for somebody: it may be closed so, but he should know.
SELECT (SELECT count(*) FROM recon_difference WHERE landlord_id = :landlord_id AND state = 'open' AND coalesce(at, first_seen) < :end) AS differences,
       (SELECT count(*) FROM money_in m JOIN ledger_txn t ON t.money_in_id = m.id AND t.kind = 'receive'
          JOIN ledger_entry e ON e.txn_id = t.id JOIN account a ON a.id = e.account_id AND a.kind = 'unallocated'
         WHERE m.landlord_id = :landlord_id AND m.paid_at < :end
           AND NOT EXISTS (SELECT 1 FROM assignment s WHERE s.money_in_id = m.id AND s.ended_at IS NULL)
           AND NOT EXISTS (SELECT 1 FROM ledger_txn v WHERE v.reverses = t.id)) AS unmatched,
       (SELECT count(*) FROM payment WHERE landlord_id = :landlord_id AND state IN ('pending', 'sending', 'processing')
           AND initiated_at < :end) AS payments,
       (SELECT count(*) FROM mpesa_request q JOIN request_api w ON w.name = q.api AND w.money = 1 WHERE q.landlord_id = :landlord_id
           AND q.state IN ('awaiting_approval', 'pending', 'sending', 'sent', 'unknown') AND q.requested_at < :end) AS requests;
