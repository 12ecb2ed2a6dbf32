INSERT INTO billing_setting (landlord_id, automatic, days_before, since, next_at, set_at, set_by)
VALUES (:landlord_id, :automatic, :days_before, CASE WHEN :automatic THEN :today END, 0, :now, :person_id)
ON CONFLICT (landlord_id) DO UPDATE SET
    since = CASE WHEN NOT excluded.automatic THEN NULL WHEN automatic THEN since ELSE excluded.since END,
    automatic = excluded.automatic, days_before = excluded.days_before, next_at = 0, set_at = excluded.set_at,
    set_by = excluded.set_by;
