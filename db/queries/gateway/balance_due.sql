-- Numbers in use that have answered before, and of which nothing newer was asked.
SELECT a.id, a.landlord_id, a.shortcode
FROM receiving_account a
WHERE a.state = 'active'
  AND EXISTS (SELECT 1 FROM balance_check c WHERE c.receiving_account_id = a.id)
  AND NOT EXISTS (SELECT 1 FROM mpesa_request q
                  WHERE q.receiving_account_id = a.id AND q.api = 'balance' AND q.shortcode = a.shortcode
                    AND q.requested_at > :now - :every)
LIMIT 20;
