-- The newest check of a phone, asked since this payout was: one for each payout.
SELECT q.state, c.swapped, coalesce(c.swapped_at, 0) AS swapped_at
FROM mpesa_request q LEFT JOIN sim_check c ON c.request_id = q.id
WHERE q.about_request_id = :id AND q.api = 'simswap' ORDER BY q.requested_at DESC, q.rowid DESC LIMIT 1;
