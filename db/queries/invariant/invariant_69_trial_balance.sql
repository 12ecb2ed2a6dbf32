-- All accounts of a landlord together are nothing.
SELECT landlord_id AS id FROM account GROUP BY landlord_id HAVING sum(balance_cents) <> 0;
