-- For the gateway, over all landlords: whose money is to be weighed again.
SELECT landlord_id, after FROM match_due ORDER BY landlord_id LIMIT 1;
