SELECT count(*) AS tests, coalesce(min(initiated_at), 0) AS first_at,
       EXISTS (SELECT 1 FROM receiving_account WHERE landlord_id = :landlord_id AND tested_at IS NOT NULL) AS proved
FROM payment WHERE landlord_id = :landlord_id AND purpose = 'test' AND initiated_at > :now - 86400;
