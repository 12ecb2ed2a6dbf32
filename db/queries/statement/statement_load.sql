SELECT s.id, s.state, s.rail, s.account, s.text, s.made_at, s.decided_at, coalesce(m.name, s.made_by) AS made_name,
       coalesce(d.name, s.decided_by) AS decided_name
FROM statement_import s
LEFT JOIN person m ON m.id = s.made_by
LEFT JOIN person d ON d.id = s.decided_by
WHERE s.landlord_id = :landlord_id AND s.id = :id;
