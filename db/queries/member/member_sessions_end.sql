-- Those in which he acts for this landlord as one of his people; as a tenant he stays.
DELETE FROM session WHERE landlord_id = :landlord_id AND person_id = :person_id AND tenant_id IS NULL;
