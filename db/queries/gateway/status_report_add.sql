INSERT INTO status_report (request_id, landlord_id, state, state_text, receipt_no, amount_cents, payer, payer_name, payee, payee_name,
                           reason_type, finalised_at, finding)
VALUES (:request_id, :landlord_id, :state, :state_text, :receipt_no, :amount_cents, :payer, :payer_name, :payee, :payee_name,
        :reason_type, :finalised_at, :finding)
ON CONFLICT (request_id) DO UPDATE SET state = excluded.state, state_text = excluded.state_text, receipt_no = excluded.receipt_no,
    amount_cents = excluded.amount_cents, payer = excluded.payer, payer_name = excluded.payer_name, payee = excluded.payee,
    payee_name = excluded.payee_name, reason_type = excluded.reason_type, finalised_at = excluded.finalised_at,
    finding = excluded.finding;
