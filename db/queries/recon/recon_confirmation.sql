-- A confirmation that did not come from M-Pesa's own addresses, and that Daraja has not spoken for in two days.
SELECT v.receipt_no AS subject, json_extract(v.body, '$.BusinessShortCode') AS shortcode, NULL AS ours_cents,
       CAST(round(json_extract(v.body, '$.TransAmount') * 100) AS INTEGER) AS theirs_cents, v.receipt_no AS code,
       v.remote_addr AS about, min(v.received_at) AS at, 'code' AS target, NULL AS target_id
FROM hook_verdict v
WHERE v.landlord_id = :landlord_id AND v.kind = 'confirmation' AND v.verdict = 'waiting' AND v.receipt_no IS NOT NULL
  AND v.received_at < :now - 172800 AND json_valid(v.body)
  AND NOT EXISTS (SELECT 1 FROM money_in m WHERE m.receipt_no = v.receipt_no)
  AND NOT EXISTS (SELECT 1 FROM status_report s WHERE s.landlord_id = v.landlord_id AND s.receipt_no = v.receipt_no
                   AND s.state NOT IN ('open', 'unknown'))
GROUP BY v.receipt_no ORDER BY at;
