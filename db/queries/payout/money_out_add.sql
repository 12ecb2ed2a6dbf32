INSERT INTO money_out (id, landlord_id, request_id, receipt_no, amount_cents, charge_cents, shortcode, party, purpose, lease_id, paid_at,
                       recorded_at)
VALUES (:id, :landlord_id, :request_id, :receipt_no, :amount_cents, :charge_cents, :shortcode, :party, :purpose, :lease_id, :paid_at,
        :now);
