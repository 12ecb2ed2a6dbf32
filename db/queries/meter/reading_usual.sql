-- What went through a meter between its last few readings, and in how many days.
SELECT coalesce(sum(used), 0) AS used, coalesce(sum(julianday(day) - julianday(previous_day)), 0) AS days, count(*) AS readings
FROM (SELECT used, day, previous_day FROM reading
       WHERE landlord_id = :landlord_id AND meter_id = :meter_id AND replaced_at IS NULL ORDER BY day DESC LIMIT :limit);
