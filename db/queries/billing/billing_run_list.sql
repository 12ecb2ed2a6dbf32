-- Newest first, each with what it made.
SELECT r.id, r.period, r.started_at, p.name AS person_name,
       (SELECT count(*) FROM billing_item i WHERE i.run_id = r.id) AS bills,
       (SELECT coalesce(sum(b.due_cents), 0) FROM billing_item i JOIN bill b ON b.id = i.bill_id WHERE i.run_id = r.id) AS cents
FROM billing_run r LEFT JOIN person p ON p.id = r.person_id
WHERE r.landlord_id = :landlord_id
  AND (r.started_at < :cursor_at OR (r.started_at = :cursor_at AND r.id < :cursor_id))
ORDER BY r.started_at DESC, r.id DESC LIMIT :limit;
