UPDATE pull_account SET next_at = :now, person_at = :now, failures = 0
WHERE landlord_id = :landlord_id AND receiving_account_id = :id AND state = 'registered';
