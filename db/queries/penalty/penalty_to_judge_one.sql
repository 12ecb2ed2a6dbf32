-- For the gateway, over all landlords: the same once more, with the lock held.
SELECT * FROM penalty_to_judge WHERE bill_id = :bill_id AND round = :round ORDER BY day LIMIT 1;
