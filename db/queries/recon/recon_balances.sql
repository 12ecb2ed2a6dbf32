-- Each balance check since :from with the one before it: what M-Pesa says has changed, what the books say has, and how much of it
-- was paid so near to one of the checks that nobody can tell on which side it counts.
SELECT c.request_id, c.shortcode, c.told_at, c.was_at, c.cents, c.was_cents, c.accounts = c.was_accounts AS same_accounts,
       c.charges_cents - c.was_charges AS charges_cents,
       (SELECT coalesce(sum(m.amount_cents), 0) FROM mpesa_movement m WHERE m.landlord_id = c.landlord_id AND m.shortcode = c.shortcode
         AND m.at > c.was_at AND m.at <= c.asked_at) AS moved_cents,
       (SELECT coalesce(sum(abs(m.amount_cents)), 0) FROM mpesa_movement m WHERE m.landlord_id = c.landlord_id AND m.shortcode = c.shortcode
         AND (m.at BETWEEN c.was_asked - 60 AND c.was_at + 60 OR m.at BETWEEN c.asked_at - 60 AND c.told_at + 60)) AS edge_cents
FROM (SELECT b.*, lag(b.told_at) OVER w AS was_at, lag(b.asked_at) OVER w AS was_asked, lag(b.cents) OVER w AS was_cents,
             lag(b.charges_cents) OVER w AS was_charges, lag(b.accounts) OVER w AS was_accounts
        FROM balance_total b WHERE b.landlord_id = :landlord_id
      WINDOW w AS (PARTITION BY b.shortcode ORDER BY b.requested_at, b.request_id)) c
WHERE c.was_at IS NOT NULL AND c.told_at >= :from
ORDER BY c.shortcode, c.told_at;
