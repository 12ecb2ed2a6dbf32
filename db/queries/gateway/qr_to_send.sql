-- Few at a time, as prompts are more urgent than pictures.
SELECT q.id, q.receiving_account_id, a.credentials, a.business_type, a.business_name, q.shortcode, q.account, q.amount_cents
FROM qr_code q
JOIN receiving_account a ON a.landlord_id = q.landlord_id AND a.id = q.receiving_account_id
WHERE q.state = 'pending' AND q.send_after <= :now
ORDER BY q.send_after, q.rowid LIMIT max(0, 8 - (SELECT count(*) FROM qr_code WHERE state = 'sending'));
