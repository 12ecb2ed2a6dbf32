-- Is rent of that month, or a later one, billed? By hand or by a run, cancelled or not if by a run.
SELECT EXISTS (SELECT 1 FROM bill b WHERE b.landlord_id = :landlord_id AND b.lease_id = :lease_id AND b.kind = 'rent'
                  AND b.period >= :period
                  AND (b.voided_at IS NULL OR EXISTS (SELECT 1 FROM billing_item i WHERE i.bill_id = b.id))) AS billed;
