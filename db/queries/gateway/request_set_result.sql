UPDATE mpesa_request SET state = :state, result_code = coalesce(:code, result_code), result_desc = coalesce(:desc, result_desc),
    verdict = :verdict, result_receipt = coalesce(:receipt_no, result_receipt), party_name = coalesce(:party_name, party_name),
    completed_at = :completed_at, next_check_at = :check_at
WHERE id = :id;
