INSERT INTO money_in (id, landlord_id, payment_id, channel, receipt_no, amount_cents, shortcode, phone, paid_at, recorded_at)
VALUES (:id, :landlord_id, :payment_id, :channel, :receipt_no, :amount_cents, :shortcode, :phone, :paid_at, :now);
