-- A number whose payments M-Pesa should list, and does not: refused, or nothing good for six hours though it is due.
SELECT a.id AS subject, a.shortcode, NULL AS ours_cents, NULL AS theirs_cents, a.shortcode AS code, coalesce(p.said, r.said) AS about,
       coalesce(p.good_to, p.asked_at) AS at, 'number' AS target, NULL AS target_id
FROM pull_account p
JOIN receiving_account a ON a.landlord_id = p.landlord_id AND a.id = p.receiving_account_id AND a.state = 'active'
LEFT JOIN pull_run r ON r.id = (SELECT max(x.id) FROM pull_run x WHERE x.receiving_account_id = a.id)
WHERE p.landlord_id = :landlord_id
  AND (p.state IN ('refused', 'unknown')
       OR (p.state = 'registered' AND p.next_at IS NOT NULL AND (r.state IN ('refused', 'unknown') OR p.failures >= 5)
           AND coalesce(p.good_to, p.asked_at) < :now - 21600));
