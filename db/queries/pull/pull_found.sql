-- What pulls brought that was news, or that a person should see; with the payment that it became.
SELECT r.receipt_no, r.amount_cents, r.account, r.msisdn, r.paid_at, r.first_seen, r.verdict,
       coalesce(m.payment_id, m.id) AS payment_id
FROM pulled_row r
LEFT JOIN money_in m ON m.landlord_id = r.landlord_id AND m.receipt_no = r.receipt_no
WHERE r.landlord_id = :landlord_id AND r.verdict <> 'known'
ORDER BY r.first_seen DESC, r.receipt_no LIMIT 20;
