-- The newest of each kind, for one number. The rowid tells which of two in one second is the later.
SELECT c.id, c.kind, c.state, c.finding, c.code, c.said, c.asked_at, c.answered_at
FROM setup_check c
WHERE c.landlord_id = :landlord_id AND c.receiving_account_id = :id
  AND c.rowid = (SELECT x.rowid FROM setup_check x WHERE x.landlord_id = c.landlord_id
                  AND x.receiving_account_id = c.receiving_account_id AND x.kind = c.kind
                  ORDER BY x.asked_at DESC, x.rowid DESC LIMIT 1);
