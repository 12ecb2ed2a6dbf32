UPDATE receiving_account
SET test_result = :result, tested_at = CASE WHEN :result = 'success' THEN :now ELSE tested_at END,
    step = CASE WHEN :result = 'success' AND step = 'test' THEN 'activate' ELSE step END
WHERE landlord_id = :landlord_id AND id = :id AND test_payment = :payment_id;
