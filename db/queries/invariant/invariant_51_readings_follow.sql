-- Live readings of a meter follow each other: each begins where the one before ended, and none is counted twice.
SELECT r.id FROM reading r
JOIN meter m ON m.id = r.meter_id
LEFT JOIN reading p ON p.id = (SELECT x.id FROM reading x WHERE x.meter_id = r.meter_id AND x.replaced_at IS NULL AND x.day < r.day
                                ORDER BY x.day DESC LIMIT 1)
WHERE r.replaced_at IS NULL
  AND (r.previous <> coalesce(p.value, m.first_value) OR r.previous_day <> coalesce(p.day, m.first_day)
       OR (r.rolled = 0 AND r.used <> r.value - r.previous) OR r.used < 0)
UNION ALL
SELECT meter_id FROM reading WHERE replaced_at IS NULL GROUP BY meter_id, day HAVING count(*) > 1;
