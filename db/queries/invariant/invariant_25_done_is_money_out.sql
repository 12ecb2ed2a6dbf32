-- A payout was made when, and only when, M-Pesa said so; as much as was asked, by the landlord who asked.
SELECT q.id FROM mpesa_request q LEFT JOIN money_out m ON m.request_id = q.id
WHERE q.api IN ('b2c', 'b2b', 'tax')
  AND ((q.state = 'success') <> (m.id IS NOT NULL) OR m.amount_cents <> q.amount_cents OR m.landlord_id <> q.landlord_id
       OR m.shortcode <> q.shortcode);
