-- Whose books are to be compared now: asked for, once what M-Pesa was asked meanwhile is answered (or half a minute later), or
-- due by the clock. Those who have never received anything are left out.
SELECT l.id AS landlord_id, p.asked_by, p.asked_at IS NOT NULL AS asked
FROM landlord l LEFT JOIN recon_plan p ON p.landlord_id = l.id
WHERE (p.asked_at IS NOT NULL
       AND (p.asked_at <= :now - 30
            OR NOT (EXISTS (SELECT 1 FROM pull_account x WHERE x.landlord_id = l.id AND x.state = 'registered'
                             AND (x.next_at <= :now OR EXISTS (SELECT 1 FROM pull_run r WHERE r.receiving_account_id = x.receiving_account_id
                                                                AND r.state = 'asking'))
                             AND NOT EXISTS (SELECT 1 FROM pull_run r WHERE r.receiving_account_id = x.receiving_account_id
                                              AND r.state <> 'asking' AND r.begun_at >= p.asked_at))
                    OR EXISTS (SELECT 1 FROM receiving_account a
                                 JOIN mpesa_request q ON q.receiving_account_id = a.id AND q.api = 'balance'
                                WHERE a.landlord_id = l.id AND q.state IN ('pending', 'sending', 'sent')))))
   OR (coalesce(p.next_at, 0) <= :now AND p.asked_at IS NULL
       AND (EXISTS (SELECT 1 FROM receiving_account a WHERE a.landlord_id = l.id AND a.state = 'active')
            OR EXISTS (SELECT 1 FROM account a WHERE a.landlord_id = l.id)))
ORDER BY p.asked_at IS NULL, coalesce(p.next_at, 0) LIMIT 1;
