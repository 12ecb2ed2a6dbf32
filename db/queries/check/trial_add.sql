INSERT INTO c2b_trial (id, landlord_id, receiving_account_id, shortcode, amount_cents, phone, account_ref, asked_by, asked_at)
VALUES (:id, :landlord_id, :receiving_account_id, :shortcode, :amount_cents, :phone, :account_ref, :person_id, :now);
