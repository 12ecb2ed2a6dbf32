INSERT INTO mpesa_request (id, landlord_id, receiving_account_id, api, purpose, state, shortcode, till, command, amount_cents, party,
    party_kind, account_ref, receipt_no, about_conversation, about_request_id, about_inbox_id, money_in_id, lease_id, bill_id, remarks,
    occasion, originator_id, requested_by, requested_at, idempotency_key, request_hash)
VALUES (:id, :landlord_id, :receiving_account_id, :api, :purpose, :state, :shortcode, :till, :command, :amount_cents, :party,
    :party_kind, :account_ref, :receipt_no, :about_conversation, :about_request_id, :about_inbox_id, :money_in_id, :lease_id, :bill_id,
    :remarks, :occasion, :originator_id, :requested_by, :now, :idempotency_key, :request_hash);
