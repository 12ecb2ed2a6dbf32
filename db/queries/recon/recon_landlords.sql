-- Landlords with differences that nobody has explained, for the operator.
SELECT l.id, l.business_name, count(*) AS open, min(d.first_seen) AS since
FROM recon_difference d JOIN landlord l ON l.id = d.landlord_id
WHERE d.state = 'open' GROUP BY l.id ORDER BY count(*) DESC, l.business_name;
