SELECT g.id, g.landlord_id, g.receiving_account_id, a.credentials, a.business_type, g.shortcode, a.store_number, g.version
FROM c2b_registration g
JOIN receiving_account a ON a.landlord_id = g.landlord_id AND a.id = g.receiving_account_id
WHERE g.state = 'pending' ORDER BY g.asked_at LIMIT 16;
