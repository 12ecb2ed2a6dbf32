INSERT INTO qr_code (id, landlord_id, receiving_account_id, shortcode, account, amount_cents, asked_at)
VALUES (:id, :landlord_id, :receiving_account_id, :shortcode, :account, :amount, :now) ON CONFLICT DO NOTHING;
