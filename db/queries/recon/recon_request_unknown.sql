-- Money out, or a payment given back, of which nobody will tell any more.
SELECT q.id AS subject, q.shortcode, coalesce(q.amount_cents, m.amount_cents) AS ours_cents, NULL AS theirs_cents,
       coalesce(q.result_receipt, q.receipt_no, q.originator_id) AS code, coalesce(q.party_name, q.party) AS about, q.requested_at AS at,
       CASE q.api WHEN 'reversal' THEN 'reversal' ELSE 'payout' END AS target, q.id AS target_id
FROM mpesa_request q
JOIN request_api w ON w.name = q.api AND w.money = 1
LEFT JOIN money_in m ON m.landlord_id = q.landlord_id AND m.id = q.money_in_id
WHERE q.landlord_id = :landlord_id AND q.state = 'unknown' AND (q.next_check_at IS NULL OR q.requested_at < :now - 172800)
ORDER BY q.requested_at;
