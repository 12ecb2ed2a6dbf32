-- For the operator: whose payment is it? Money that came without a prompt has an id of its own.
SELECT landlord_id FROM payment WHERE id = :id
UNION ALL SELECT landlord_id FROM money_in WHERE id = :id AND payment_id IS NULL;
