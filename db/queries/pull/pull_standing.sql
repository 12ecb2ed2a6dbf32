SELECT a.id, a.shortcode, a.business_type, a.nominated_phone, p.state, p.code, p.said, p.asked_at, p.answered_at, p.next_at,
       p.person_at, r.state AS run_state, r.code AS run_code, r.said AS run_said, r.begun_at, r.ended_at, r.from_at, r.to_at,
       r.seen, r.fresh
FROM receiving_account a
LEFT JOIN pull_account p ON p.landlord_id = a.landlord_id AND p.receiving_account_id = a.id
LEFT JOIN pull_run r ON r.id = (SELECT max(x.id) FROM pull_run x WHERE x.receiving_account_id = a.id)
WHERE a.landlord_id = :landlord_id AND a.state IN ('active', 'inactive');
