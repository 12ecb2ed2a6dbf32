-- Nobody is left waiting for a question that was never asked.
SELECT id FROM payment
WHERE state IN ('sending', 'processing') AND next_check_at < unixepoch() - 300 AND checkout_request_id IS NOT NULL;
