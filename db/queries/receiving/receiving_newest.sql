-- The one being set up, else the one in use.
SELECT r.id, r.business_type, r.shortcode, r.store_number, r.account_number, r.business_name, r.credentials, r.state, r.step,
       r.configured_at, r.tested_at, r.activated_at, r.effective_at, r.test_result, r.test_payment,
       (SELECT hint FROM credential c WHERE c.account_id = r.id AND c.field = 'passkey') AS passkey_hint,
       (SELECT hint FROM credential c WHERE c.account_id = r.id AND c.field = 'consumer_key') AS key_hint,
       (SELECT hint FROM credential c WHERE c.account_id = r.id AND c.field = 'consumer_secret') AS secret_hint
FROM receiving_account r
WHERE r.landlord_id = :landlord_id AND r.state <> 'retired'
ORDER BY CASE r.state WHEN 'draft' THEN 0 WHEN 'waiting' THEN 1 ELSE 2 END LIMIT 1;
