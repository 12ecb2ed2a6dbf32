-- What the tenant has paid of his deposit, less what was, or is about to be, returned.
SELECT (SELECT coalesce(sum(x.cents), 0) FROM bill b
          JOIN allocation x ON x.landlord_id = b.landlord_id AND x.bill_id = b.id AND x.ended_at IS NULL
         WHERE b.landlord_id = :landlord_id AND b.lease_id = :lease_id AND b.kind = 'deposit' AND b.voided_at IS NULL)
     - (SELECT coalesce(sum(q.amount_cents), 0) FROM mpesa_request q
         WHERE q.landlord_id = :landlord_id AND q.lease_id = :lease_id AND q.purpose = 'deposit'
           AND q.state NOT IN ('failed', 'rejected')) AS cents;
