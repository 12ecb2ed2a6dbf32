SELECT b.id, b.state, b.text, b.made_at, b.decided_at, coalesce(m.name, b.made_by) AS made_name,
       coalesce(d.name, b.decided_by) AS decided_name
FROM book_import b
LEFT JOIN person m ON m.id = b.made_by
LEFT JOIN person d ON d.id = b.decided_by
WHERE b.landlord_id = :landlord_id AND b.id = :id;
