UPDATE hook_replay
SET judged_at = :now, verdict = :verdict, reason = :reason, landlord_id = :landlord_id, payment_id = :payment_id,
    request_id = :request_id,    result_code = :result_code, receipt_no = :receipt_no
WHERE id = :id;
