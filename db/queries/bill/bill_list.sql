-- Newest due date first; the cursor is the due date, as the number 20261105, and the id of the last row shown.
SELECT b.*, v.reason AS void_reason, i.days, i.of_days, c.name AS charge_name, CAST(replace(due_date, '-', '') AS INTEGER) AS due_number
FROM bill_row b LEFT JOIN bill_void v ON v.bill_id = b.id
LEFT JOIN billing_item i ON i.bill_id = b.id LEFT JOIN charge c ON c.id = i.charge_id
WHERE b.landlord_id = :landlord_id AND (:tenant_id IS NULL OR tenant_id = :tenant_id)
  AND (:limited_to IS NULL OR EXISTS (SELECT 1 FROM kept_lease k WHERE k.landlord_id = :landlord_id
       AND k.person_id = :limited_to AND k.lease_id = b.lease_id))
  AND (:lease_id IS NULL OR b.lease_id = :lease_id) AND (:period IS NULL OR b.period = :period)
  AND (:status IS NULL OR :status =
         CASE WHEN b.voided_at IS NOT NULL THEN 'void' WHEN paid_cents >= due_cents THEN 'paid'
              WHEN paid_cents > 0 THEN 'part_paid' ELSE 'unpaid' END
       OR (:status = 'open' AND b.voided_at IS NULL AND paid_cents < due_cents))
  AND (CAST(replace(due_date, '-', '') AS INTEGER) < :cursor_at
       OR (CAST(replace(due_date, '-', '') AS INTEGER) = :cursor_at AND b.id < :cursor_id))
ORDER BY due_date DESC, b.id DESC LIMIT :limit;
