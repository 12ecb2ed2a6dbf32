DELETE FROM credential
WHERE account_id = (SELECT id FROM receiving_account WHERE landlord_id = :landlord_id AND id = :id AND state = 'draft');
