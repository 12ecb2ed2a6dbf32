SELECT (SELECT count(*) FROM money_in WHERE landlord_id = :landlord_id AND rail = 'mpesa' AND paid_at >= :from) AS received,
       (SELECT coalesce(sum(amount_cents), 0) FROM money_in WHERE landlord_id = :landlord_id AND rail = 'mpesa' AND paid_at >= :from) AS in_cents,
       (SELECT coalesce(-sum(amount_cents), 0) FROM mpesa_movement WHERE landlord_id = :landlord_id AND amount_cents < 0 AND at >= :from) AS out_cents,
       (SELECT count(DISTINCT receipt_no) FROM listed_money WHERE landlord_id = :landlord_id AND paid_at >= :from) AS listed,
       (SELECT coalesce(sum(cents), 0) FROM (SELECT max(amount_cents) AS cents FROM listed_money
         WHERE landlord_id = :landlord_id AND paid_at >= :from GROUP BY receipt_no)) AS listed_cents;
