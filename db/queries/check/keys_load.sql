SELECT r.id, r.business_type, r.shortcode, r.store_number, r.business_name, r.credentials, r.state, r.payout_shortcode,
       (SELECT c.hint FROM credential c WHERE c.account_id = r.id AND c.field = 'passkey') AS passkey_hint,
       (SELECT c.hint FROM credential c WHERE c.account_id = r.id AND c.field = 'consumer_key') AS key_hint,
       (SELECT c.hint FROM credential c WHERE c.account_id = r.id AND c.field = 'consumer_secret') AS secret_hint,
       (SELECT c.hint FROM credential c WHERE c.account_id = r.id AND c.field = 'initiator_name') AS initiator_name,
       (SELECT max(c.set_at) FROM credential c WHERE c.account_id = r.id
         AND c.field IN ('passkey', 'consumer_key', 'consumer_secret')) AS app_set_at,
       (SELECT c.set_at FROM credential c WHERE c.account_id = r.id AND c.field = 'initiator_password') AS password_set_at,
       (SELECT max(c.set_at) FROM credential c WHERE c.account_id = r.id
         AND c.field IN ('initiator_name', 'initiator_password')) AS initiator_set_at
FROM receiving_account r
WHERE r.landlord_id = :landlord_id AND r.state IN ('active', 'inactive');
