SELECT r.id, r.landlord_id, r.receiving_account_id, r.to_at, r.pages, r.seen, p.failures, a.shortcode
FROM pull_run r
JOIN pull_account p ON p.receiving_account_id = r.receiving_account_id
JOIN receiving_account a ON a.landlord_id = r.landlord_id AND a.id = r.receiving_account_id
WHERE r.id = :id AND r.state = 'asking';
