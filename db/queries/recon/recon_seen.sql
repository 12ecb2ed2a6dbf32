-- What was seen again is what it was; explained, it is open again only when its figures are others. *appeared: it is news.
INSERT INTO recon_difference (id, landlord_id, kind, subject, shortcode, ours_cents, theirs_cents, code, about, at, target, target_id,
                              first_seen, last_seen, last_run)
VALUES (:id, :landlord_id, :kind, :subject, :shortcode, :ours_cents, :theirs_cents, :code, :about, :at, :target, :target_id, :now, :now, :run)
ON CONFLICT (landlord_id, kind, subject) DO UPDATE
SET state = CASE WHEN state = 'explained' AND ours_cents IS excluded.ours_cents AND theirs_cents IS excluded.theirs_cents THEN state
                 WHEN state = 'resolved' AND reason IS NOT NULL AND ours_cents IS excluded.ours_cents
                      AND theirs_cents IS excluded.theirs_cents THEN 'explained'
                 ELSE 'open' END,
    resolved_at = NULL, shortcode = excluded.shortcode, ours_cents = excluded.ours_cents, theirs_cents = excluded.theirs_cents,
    code = excluded.code, about = excluded.about, at = excluded.at, target = excluded.target, target_id = excluded.target_id,
    last_seen = excluded.last_seen, last_run = excluded.last_run;
