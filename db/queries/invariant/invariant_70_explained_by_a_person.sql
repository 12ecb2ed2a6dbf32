-- A difference that somebody explained says who, when and why, and the audit knows of it.
SELECT d.id FROM recon_difference d
WHERE d.reason IS NOT NULL
  AND (d.explained_by IS NULL OR d.explained_at IS NULL
       OR NOT EXISTS (SELECT 1 FROM audit a WHERE a.action = 'recon.explained' AND a.subject = d.id AND a.person_id = d.explained_by));
