-- For the operator, over all landlords.
SELECT v.verdict, count(*) AS week FROM hook_verdict v
WHERE v.landlord_id = :id AND v.received_at >= :week_ago GROUP BY 1 ORDER BY 2 DESC, 1;
