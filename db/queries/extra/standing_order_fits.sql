-- Is there an order of this lease that a payment of that day and amount can come from?
SELECT count(*) AS count FROM standing_order s
JOIN mpesa_request q ON q.landlord_id = s.landlord_id AND q.id = s.request_id
WHERE s.landlord_id = :landlord_id AND s.lease_id = :lease_id AND q.state = 'success' AND q.amount_cents = :amount
  AND :day BETWEEN s.start_date AND s.end_date AND (s.ended_at IS NULL OR s.ended_at > :at);
