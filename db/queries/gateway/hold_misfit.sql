-- Callbacks that did not fit the payment, and that nobody has settled yet.
SELECT count(*) AS holds FROM hold
WHERE payment_id = :id AND released_at IS NULL AND reason IN ('amount', 'phone', 'ids');
