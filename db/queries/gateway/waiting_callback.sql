-- A callback that waits for Daraja's own word: the receipt it named.
SELECT receipt_no, received_at FROM hook_verdict
WHERE payment_id = :id AND verdict = 'waiting' AND result_code = '0' AND receipt_no IS NOT NULL
ORDER BY inbox_id DESC LIMIT 1;
