SELECT t.id, t.shortcode, t.amount_cents, t.phone, t.account_ref, t.state, t.code, t.said, t.asked_at, t.answered_at
FROM c2b_trial t JOIN receiving_account a ON a.landlord_id = t.landlord_id AND a.id = t.receiving_account_id
WHERE t.landlord_id = :landlord_id AND a.state IN ('active', 'inactive')
ORDER BY t.asked_at DESC, t.rowid DESC LIMIT 1;
