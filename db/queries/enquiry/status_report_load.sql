SELECT state, state_text, receipt_no, amount_cents, payer, payer_name, payee, payee_name, reason_type, finalised_at, finding
FROM status_report WHERE landlord_id = :landlord_id AND request_id = :request_id;
