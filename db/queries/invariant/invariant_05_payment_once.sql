SELECT payment_id AS id FROM money_in WHERE payment_id IS NOT NULL GROUP BY payment_id HAVING count(*) > 1;
