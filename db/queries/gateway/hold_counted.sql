-- Has a person counted this payment's money by itself, as it did not fit? Evidence without a receipt, or with the same, is of it.
SELECT m.id FROM hold h JOIN money_in m ON m.id = h.money_in_id
WHERE h.payment_id = :payment_id AND h.decision = 'count' AND m.payment_id IS NULL
  AND (:receipt_no IS NULL OR m.receipt_no = :receipt_no) LIMIT 1;
