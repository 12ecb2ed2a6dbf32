-- People of this landlord, other than :person_id, who may approve money out.
SELECT count(*) AS count FROM member m JOIN person p ON p.id = m.person_id
WHERE m.landlord_id = :landlord_id AND m.person_id <> :person_id AND p.disabled_at IS NULL
  AND (m.role = 'owner' OR (m.role = 'accountant' AND m.may_approve = 1));
