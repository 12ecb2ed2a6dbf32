-- The rowid tells which of two that were asked for in one second is the later.
SELECT g.id, g.shortcode, g.version, g.state, g.code, g.said, g.asked_at, g.answered_at, a.c2b_strict
FROM c2b_registration g
JOIN receiving_account a ON a.landlord_id = g.landlord_id AND a.id = g.receiving_account_id
WHERE g.landlord_id = :landlord_id AND a.state IN ('active', 'inactive')
ORDER BY g.asked_at DESC, g.rowid DESC LIMIT 1;
