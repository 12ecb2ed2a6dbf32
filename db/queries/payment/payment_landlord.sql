-- For the operator: whose payment is it?
SELECT landlord_id FROM payment WHERE id = :id;
