SELECT t.id, t.receiving_account_id, a.credentials, t.shortcode, t.amount_cents, t.phone, t.account_ref,
       coalesce((SELECT g.version FROM c2b_registration g WHERE g.receiving_account_id = t.receiving_account_id
                 ORDER BY g.asked_at DESC, g.rowid DESC LIMIT 1), 'v2') AS version
FROM c2b_trial t
JOIN receiving_account a ON a.landlord_id = t.landlord_id AND a.id = t.receiving_account_id
WHERE t.state = 'pending' ORDER BY t.asked_at LIMIT 16;
