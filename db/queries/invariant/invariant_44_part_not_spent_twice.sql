-- No lease has used more of a payment than its part.
SELECT money_in_id AS id FROM part_free WHERE cents < 0;
