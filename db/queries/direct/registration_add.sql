INSERT INTO c2b_registration (id, landlord_id, receiving_account_id, shortcode, version, asked_by, asked_at)
VALUES (:id, :landlord_id, :receiving_account_id, :shortcode, :version, :person_id, :now);
