-- By id, or by Daraja's CheckoutRequestID.
SELECT * FROM payment_row
WHERE landlord_id = :landlord_id AND (id = :id OR checkout_request_id = :id)
  AND (:tenant_id IS NULL OR tenant_id = :tenant_id);
