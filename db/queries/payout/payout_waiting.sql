-- What waits for this person's word: another's, or, where nobody else may approve, his own.
SELECT count(*) AS count FROM mpesa_request q
WHERE q.landlord_id = :landlord_id AND q.state = 'awaiting_approval'
  AND EXISTS (SELECT 1 FROM member m WHERE m.landlord_id = :landlord_id AND m.person_id = :person_id
               AND (m.role = 'owner' OR (m.role = 'accountant' AND m.may_approve = 1)))
  AND (q.requested_by <> :person_id OR NOT EXISTS
       (SELECT 1 FROM member o JOIN person p ON p.id = o.person_id
         WHERE o.landlord_id = :landlord_id AND o.person_id <> :person_id AND p.disabled_at IS NULL
           AND (o.role = 'owner' OR (o.role = 'accountant' AND o.may_approve = 1))));
