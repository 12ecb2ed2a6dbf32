SELECT q.id, q.state, q.reason, q.asked_at, q.ended_at, q.shortcode, q.account, q.amount_cents, a.business_type,
       (:lease_id IS NULL OR EXISTS (SELECT 1 FROM qr_lease x WHERE x.landlord_id = q.landlord_id AND x.qr_id = q.id
         AND x.lease_id = :lease_id)) AS linked
FROM qr_code q
JOIN receiving_account a ON a.landlord_id = q.landlord_id AND a.id = q.receiving_account_id
WHERE q.landlord_id = :landlord_id AND q.receiving_account_id = :receiving_account_id AND q.account = :account
  AND q.amount_cents = :amount;
