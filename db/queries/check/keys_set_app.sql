UPDATE receiving_account SET credentials = :credentials
WHERE landlord_id = :landlord_id AND id = :id AND state IN ('active', 'inactive');
