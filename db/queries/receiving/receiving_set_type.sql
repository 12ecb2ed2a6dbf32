-- Another type forgets what was typed for the first.
UPDATE receiving_account
SET business_type = :business_type, shortcode = NULL, store_number = NULL, account_number = NULL, step = 'details',
    configured_at = NULL, tested_at = NULL, test_result = NULL, test_payment = NULL
WHERE landlord_id = :landlord_id AND id = :id AND state = 'draft';
