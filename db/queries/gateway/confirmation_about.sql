-- What M-Pesa told of a receipt from an address that was not listed; it waits for Daraja's own word.
SELECT body FROM hook_verdict
WHERE landlord_id = :landlord_id AND receipt_no = :receipt_no AND kind = 'confirmation' AND verdict = 'waiting'
ORDER BY inbox_id LIMIT 1;
