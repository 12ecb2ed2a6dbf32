SELECT m.payment_id IS NOT NULL AS prompt,
       EXISTS (SELECT 1 FROM assignment s WHERE s.money_in_id = m.id AND s.ended_at IS NULL) AS assigned,
       EXISTS (SELECT 1 FROM refund y WHERE y.money_in_id = m.id AND y.ended_at IS NULL)
         OR EXISTS (SELECT 1 FROM mpesa_request q WHERE q.money_in_id = m.id AND q.api = 'reversal'
                     AND q.state IN ('pending', 'sending', 'sent', 'unknown')) AS given_back,
       NOT EXISTS (SELECT 1 FROM ledger_txn t WHERE t.money_in_id = m.id AND t.kind IN ('receive', 'restore')
                    AND NOT EXISTS (SELECT 1 FROM ledger_txn r WHERE r.reverses = t.id)) AS reversed
FROM money_in m WHERE m.landlord_id = :landlord_id AND m.id = :id;
