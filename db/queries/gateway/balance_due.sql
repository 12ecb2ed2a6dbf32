-- Numbers in use that have answered before, and of which nothing newer was asked; those without an initiator once a day, until
-- one is entered.
SELECT a.id, a.landlord_id, a.shortcode
FROM receiving_account a
WHERE a.state = 'active'
  AND EXISTS (SELECT 1 FROM balance_check c WHERE c.receiving_account_id = a.id)
  AND NOT EXISTS (SELECT 1 FROM mpesa_request q
                  WHERE q.receiving_account_id = a.id AND q.api = 'balance' AND q.shortcode = a.shortcode
                    AND q.requested_at > :now - :every)
  AND coalesce((SELECT q.verdict FROM mpesa_request q
                 WHERE q.receiving_account_id = a.id AND q.api = 'balance' AND q.requested_at > :now - 86400
                   AND q.requested_at >= coalesce((SELECT max(c.set_at) FROM credential c WHERE c.account_id = a.id
                                                    AND c.field IN ('initiator_name', 'initiator_password')), 0)
                 ORDER BY q.requested_at DESC, q.id DESC LIMIT 1), '') <> 'initiator_missing'
LIMIT 20;
