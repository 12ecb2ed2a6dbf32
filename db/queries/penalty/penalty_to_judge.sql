-- For the gateway, over all landlords: oldest day first.
SELECT * FROM penalty_to_judge WHERE day <= :today AND NOT being_paid ORDER BY day, bill_id LIMIT :limit;
