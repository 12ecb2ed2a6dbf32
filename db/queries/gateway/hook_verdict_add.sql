INSERT INTO hook_verdict (inbox_id, judged_at, received_at, kind, remote_addr, listed, verdict, reason, landlord_id,
                          payment_id, request_id, result_code, receipt_no, body)
VALUES (:inbox_id, :now, :received_at, :kind, :remote_addr, :listed, :verdict, :reason, :landlord_id,
        :payment_id, :request_id, :result_code, :receipt_no, :body);
