-- lease_id: whose rent it is; '' when it is several leases'.
SELECT m.id, m.landlord_id, m.payment_id, m.amount_cents, m.shortcode,
       (SELECT CASE count(*) WHEN 1 THEN max(s.lease_id) WHEN 0 THEN NULL ELSE '' END
          FROM assignment s WHERE s.money_in_id = m.id AND s.ended_at IS NULL) AS lease_id
FROM money_in m WHERE m.receipt_no = :receipt_no;
