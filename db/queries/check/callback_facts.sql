-- The last genuine message about this number, and the first thing we sent of it that should have led to one by now.
SELECT (SELECT max(v.received_at) FROM hook_verdict v
         LEFT JOIN payment p ON p.id = v.payment_id
         LEFT JOIN mpesa_request q ON q.id = v.request_id
         LEFT JOIN money_in m ON v.kind = 'confirmation' AND m.receipt_no = v.receipt_no
        WHERE v.landlord_id = :landlord_id AND v.kind <> 'claim'
          AND v.verdict NOT IN ('forged', 'unknown_secret', 'unknown_claim', 'not_expected', 'malformed', 'error')
          AND (p.receiving_account_id = :id OR q.receiving_account_id = :id OR m.shortcode IN (:shortcode, :store_number))
       ) AS heard_at,
       (SELECT max(p.sent_at) FROM payment p WHERE p.landlord_id = :landlord_id AND p.receiving_account_id = :id
           AND p.checkout_request_id IS NOT NULL AND p.sent_at < :now - 180) AS sent_at;
