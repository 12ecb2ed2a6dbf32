SELECT p.id, p.purpose, p.landlord_id, p.lease_id, p.bill_id, p.receiving_account_id, p.business_type, p.shortcode,
       p.store_number, p.account_ref, p.description, p.phone, a.credentials, p.asked_cents, p.state, p.outcome,
       p.result_code, p.merchant_request_id, p.checkout_request_id, p.money_moved, p.initiated_at, p.sent_at,
       p.expires_at, p.confirmed_at, p.checks, p.nudges, p.contradictions, p.sends
FROM payment p JOIN receiving_account a ON a.landlord_id = p.landlord_id AND a.id = p.receiving_account_id WHERE p.state IN ('sending', 'processing') AND p.expires_at <= :now ORDER BY p.expires_at LIMIT 500;
