UPDATE receiving_account
SET shortcode = :shortcode, store_number = :store_number, account_number = :account_number,
    business_name = :business_name, credentials = :credentials, configured_at = CASE WHEN :unfinished THEN NULL ELSE :now END, step = :step,
    tested_at = CASE WHEN :retest THEN NULL ELSE tested_at END,
    test_result = CASE WHEN :retest THEN NULL ELSE test_result END,
    test_payment = CASE WHEN :retest THEN NULL ELSE test_payment END
WHERE landlord_id = :landlord_id AND id = :id AND state = 'draft';
