-- For the gateway: a registered address says whose it is.
SELECT g.landlord_id, g.receiving_account_id, a.shortcode, a.store_number, a.account_number, a.c2b_strict
FROM c2b_registration g
JOIN receiving_account a ON a.landlord_id = g.landlord_id AND a.id = g.receiving_account_id
WHERE g.secret_hash = :secret_hash;
