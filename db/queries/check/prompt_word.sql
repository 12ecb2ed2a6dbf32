-- What Daraja last said to a prompt of this number: the passkey is in it.
SELECT d.at, d.verdict, d.code, d.body FROM daraja_call d JOIN payment p ON p.id = d.payment_id
WHERE p.landlord_id = :landlord_id AND p.receiving_account_id = :id AND d.api = 'stk_push' AND d.http_status > 0
ORDER BY d.id DESC LIMIT 1;
