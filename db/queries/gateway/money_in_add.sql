INSERT INTO money_in (id, landlord_id, payment_id, channel, rail, receipt_no, ref, amount_cents, shortcode, phone, bill_ref,
                      payer_name, paid_at, recorded_at)
VALUES (:id, :landlord_id, :payment_id, :channel, :rail, :receipt_no, :ref, :amount_cents, :shortcode, :phone, :bill_ref,
        :payer_name, :paid_at, :now);
