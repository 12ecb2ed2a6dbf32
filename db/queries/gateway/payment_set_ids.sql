UPDATE payment
SET merchant_request_id = coalesce(merchant_request_id, :merchant_id),
    checkout_request_id = coalesce(checkout_request_id, :checkout_id)
WHERE id = :id;
