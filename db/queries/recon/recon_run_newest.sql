SELECT r.id, r.at, r.cause, p.name AS person, r.from_at, r.received, r.in_cents, r.out_cents, r.listed, r.listed_cents, r.open,
       r.appeared, r.resolved
FROM recon_run r LEFT JOIN person p ON p.id = r.person_id
WHERE r.landlord_id = :landlord_id ORDER BY r.id DESC LIMIT 1;
