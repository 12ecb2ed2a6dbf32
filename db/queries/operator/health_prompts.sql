-- For the operator, over all landlords; one of them with :id. Prompts by how they ended, KSh 1 tests too.
SELECT p.landlord_id, CASE WHEN p.state = 'success' THEN 'paid' WHEN p.state = 'reversed' THEN 'reversed'
                           WHEN p.state IN ('failed', 'cancelled') THEN coalesce(p.outcome, p.state) ELSE 'undecided' END AS ended,
       count(*) AS week, coalesce(sum(p.initiated_at >= :day_ago), 0) AS day
FROM payment p
WHERE p.initiated_at >= :week_ago AND (:id IS NULL OR p.landlord_id = :id)
GROUP BY 1, 2 ORDER BY 1, 3 DESC, 2;
