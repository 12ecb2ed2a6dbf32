-- A balance that was asked for just now is as good an answer about the initiator, unless he was changed since.
SELECT q.id FROM mpesa_request q
WHERE q.landlord_id = :landlord_id AND q.receiving_account_id = :id AND q.api = 'balance'
  AND q.requested_at > coalesce((SELECT max(c.set_at) FROM credential c WHERE c.account_id = q.receiving_account_id
                                  AND c.field IN ('initiator_name', 'initiator_password')), 0)
ORDER BY q.requested_at DESC, q.rowid DESC LIMIT 1;
