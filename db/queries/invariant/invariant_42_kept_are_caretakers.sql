-- Only caretakers are kept to properties.
SELECT k.person_id AS id FROM member_property k
JOIN member m ON m.landlord_id = k.landlord_id AND m.person_id = k.person_id
WHERE m.role <> 'caretaker';
