-- For the operator, over all landlords; one of them with :id. What is asked in health.c is counted here.
SELECT l.id, l.name, l.business_name, l.phone, l.created_at, r.shortcode, r.business_type, r.credentials, r.state AS receiving_state,
       g.state AS registration_state, g.code AS registration_code, g.said AS registration_said,
       (SELECT max(p.sent_at) FROM payment p WHERE p.landlord_id = l.id AND p.initiated_at >= :month_ago) AS last_prompt,
       (SELECT max(m.recorded_at) FROM money_in m WHERE m.landlord_id = l.id) AS last_money,
       (SELECT count(*) FROM hold h WHERE h.landlord_id = l.id AND h.released_at IS NULL) AS held,
       CASE WHEN EXISTS (SELECT 1 FROM account a WHERE a.landlord_id = l.id AND a.kind = 'unallocated' AND a.balance_cents <> 0)
            THEN (SELECT count(*) FROM money_in m WHERE m.landlord_id = l.id AND m.payment_id IS NULL
                    AND NOT EXISTS (SELECT 1 FROM assignment s WHERE s.money_in_id = m.id AND s.ended_at IS NULL)
                    AND NOT EXISTS (SELECT 1 FROM ledger_txn t JOIN ledger_txn v ON v.reverses = t.id
                                     WHERE t.money_in_id = m.id AND t.kind = 'receive'))
            ELSE 0 END AS unmatched,
       (SELECT count(*) FROM hook_verdict v WHERE v.landlord_id = l.id AND v.received_at >= :week_ago AND v.verdict = 'error'
           AND NOT EXISTS (SELECT 1 FROM hook_replay y WHERE y.inbox_id = v.inbox_id AND y.verdict <> 'error')) AS errors,
       o.id AS oldest_id, o.initiated_at AS oldest_at,
       (SELECT count(*) FROM mpesa_request q WHERE q.landlord_id = l.id AND q.state IN
           ('awaiting_approval', 'pending', 'sending', 'sent', 'unknown')) AS open_requests,
       (SELECT count(*) FROM mpesa_request q WHERE q.landlord_id = l.id AND q.state = 'unknown'
           AND q.requested_at < :day_ago) AS lost_requests
FROM landlord l
LEFT JOIN receiving_account r ON r.landlord_id = l.id AND r.state IN ('active', 'inactive')
LEFT JOIN c2b_registration g ON g.rowid = (SELECT x.rowid FROM c2b_registration x
     WHERE x.landlord_id = l.id AND x.receiving_account_id = r.id ORDER BY x.asked_at DESC, x.rowid DESC LIMIT 1)
LEFT JOIN payment o ON o.id = (SELECT p.id FROM payment p WHERE p.landlord_id = l.id
     AND p.state IN ('pending', 'sending', 'processing', 'timeout') AND p.initiated_at >= :week_ago ORDER BY p.initiated_at LIMIT 1)
WHERE :id IS NULL OR l.id = :id
ORDER BY l.business_name, l.id;
