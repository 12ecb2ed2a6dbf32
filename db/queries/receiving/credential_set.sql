INSERT INTO credential (account_id, field, envelope, sealed, hint, set_at)
SELECT r.id, :field, :envelope, NULL, :hint, :now FROM receiving_account r
WHERE r.landlord_id = :landlord_id AND r.id = :id
ON CONFLICT (account_id, field) DO UPDATE SET envelope = excluded.envelope, sealed = NULL, hint = excluded.hint,
    set_at = excluded.set_at;
