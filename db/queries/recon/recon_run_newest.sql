-- The last comparison; what is open is counted now, as somebody may have explained some of it since.
SELECT r.id, r.at, r.cause, p.name AS person, r.from_at, r.received, r.in_cents, r.out_cents, r.listed, r.listed_cents,
       (SELECT count(*) FROM recon_difference d WHERE d.landlord_id = r.landlord_id AND d.state = 'open') AS open, r.appeared, r.resolved
FROM recon_run r LEFT JOIN person p ON p.id = r.person_id
WHERE r.landlord_id = :landlord_id ORDER BY r.id DESC LIMIT 1;
