-- The same hold is not made twice, nor again after a person has counted its receipt.
INSERT INTO hold (id, landlord_id, payment_id, inbox_id, reason, expected_cents, got_cents, receipt_no, created_at)
SELECT :id, :landlord_id, :payment_id, :inbox_id, :reason, :expected_cents, :got_cents, :receipt_no, :now
WHERE NOT EXISTS (SELECT 1 FROM hold WHERE payment_id IS :payment_id AND reason = :reason
                  AND receipt_no IS :receipt_no AND got_cents IS :got_cents
                  AND (released_at IS NULL OR (decision = 'count' AND receipt_no IS NOT NULL)));
