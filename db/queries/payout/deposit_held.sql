-- What is held of a lease's deposit: what the books say is owed to the tenant, less what he has not paid of it yet, and less
-- what is about to be returned.
SELECT -(SELECT coalesce(sum(d.amount_cents), 0) FROM deposit_line d
          WHERE d.landlord_id = :landlord_id AND d.lease_id = :lease_id)
     - (SELECT coalesce(sum(b.due_cents - (SELECT coalesce(sum(x.cents), 0) FROM allocation x
                                            WHERE x.bill_id = b.id AND x.ended_at IS NULL)), 0)
          FROM bill b
         WHERE b.landlord_id = :landlord_id AND b.lease_id = :lease_id AND b.kind = 'deposit' AND b.voided_at IS NULL)
     - (SELECT coalesce(sum(q.amount_cents), 0) FROM mpesa_request q
         WHERE q.landlord_id = :landlord_id AND q.lease_id = :lease_id AND q.purpose = 'deposit'
           AND q.state NOT IN ('failed', 'rejected', 'success')) AS cents;
