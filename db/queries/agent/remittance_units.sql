SELECT count(DISTINCT unit_id) AS units FROM lease
WHERE landlord_id = :landlord_id AND start_date <= :day AND (end_date IS NULL OR end_date >= :day);
