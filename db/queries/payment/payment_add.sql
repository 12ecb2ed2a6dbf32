INSERT INTO payment (id, reference, purpose, landlord_id, lease_id, bill_id, receiving_account_id, business_type, shortcode,
                     store_number, business_name, account_ref, description, phone, phone_on_file, asked_cents,
                     started_by, idempotency_key, request_hash, initiated_at, expires_at)
VALUES (:id, :reference, :purpose, :landlord_id, :lease_id, :bill_id, :receiving_account_id, :business_type, :shortcode,
        :store_number, :business_name, :account_ref, :description, :phone, :phone_on_file, :asked_cents,
        :person_id, :key, :request_hash, :now, :expires_at);
