-- Of a number in use: all of its app's fields, or all of its initiator's.
DELETE FROM credential
WHERE account_id = (SELECT r.id FROM receiving_account r WHERE r.landlord_id = :landlord_id AND r.id = :id)
  AND (field LIKE 'initiator_%') = :initiator;
