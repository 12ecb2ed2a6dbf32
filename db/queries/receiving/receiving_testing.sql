UPDATE receiving_account SET test_payment = :payment_id, test_result = 'pending'
WHERE landlord_id = :landlord_id AND id = :id;
