-- For the gateway, over all landlords: the one at whom the clock has not looked for longest.
SELECT landlord_id, days_before, since FROM billing_setting
WHERE automatic = 1 AND next_at <= :now ORDER BY next_at, landlord_id LIMIT 1;
