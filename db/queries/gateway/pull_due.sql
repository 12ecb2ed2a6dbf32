SELECT p.receiving_account_id, p.landlord_id, p.state, p.failures, p.good_to, a.credentials, a.shortcode, a.nominated_phone,
       r.id AS run_id, r.from_at, r.to_at, r.seen
FROM pull_account p
JOIN receiving_account a ON a.landlord_id = p.landlord_id AND a.id = p.receiving_account_id
LEFT JOIN pull_run r ON r.receiving_account_id = p.receiving_account_id AND r.state = 'asking'
WHERE p.next_at <= :now AND p.state IN ('pending', 'registered') AND a.state IN ('active', 'inactive')
ORDER BY p.next_at LIMIT :most;
