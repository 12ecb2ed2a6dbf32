SELECT id, lease_id, rail, amount_cents, received_on FROM entry
WHERE landlord_id = :landlord_id AND made_by = :person_id AND key = :key;
