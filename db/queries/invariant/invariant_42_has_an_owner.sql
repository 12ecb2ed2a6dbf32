-- Every landlord has an owner, and only caretakers are kept to properties.
SELECT o.id FROM landlord o
WHERE NOT EXISTS (SELECT 1 FROM member m WHERE m.landlord_id = o.id AND m.role = 'owner')
UNION ALL
SELECT k.person_id FROM member_property k JOIN member m ON m.landlord_id = k.landlord_id AND m.person_id = k.person_id
WHERE m.role <> 'caretaker';
