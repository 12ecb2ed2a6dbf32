-- For the operator, over all landlords.
SELECT l.id, l.name, l.business_name, l.phone, l.email, l.created_at,
       (SELECT r.shortcode FROM receiving_account r WHERE r.landlord_id = l.id AND r.state = 'active') AS shortcode,
       (SELECT r.state FROM receiving_account r WHERE r.landlord_id = l.id AND r.state <> 'retired'
         ORDER BY r.created_at DESC LIMIT 1) AS state,
       (SELECT count(*) FROM money_in m WHERE m.landlord_id = l.id) AS payments,
       (SELECT coalesce(sum(m.amount_cents), 0) FROM money_in m WHERE m.landlord_id = l.id) AS received_cents
FROM landlord l ORDER BY l.business_name, l.id;
