-- A number whose balance M-Pesa told once, and does not tell any more.
SELECT a.id AS subject, q.shortcode, NULL AS ours_cents, NULL AS theirs_cents, q.shortcode AS code, q.result_desc AS about, q.requested_at AS at,
       'balance' AS target, NULL AS target_id
FROM receiving_account a
JOIN mpesa_request q ON q.id = (SELECT x.id FROM mpesa_request x WHERE x.receiving_account_id = a.id AND x.api = 'balance'
                                   AND x.state IN ('success', 'failed', 'unknown') ORDER BY x.requested_at DESC, x.rowid DESC LIMIT 1)
WHERE a.landlord_id = :landlord_id AND a.state = 'active' AND q.state IN ('failed', 'unknown')
  AND EXISTS (SELECT 1 FROM balance_check c WHERE c.receiving_account_id = a.id);
