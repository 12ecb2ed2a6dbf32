SELECT EXISTS (SELECT 1 FROM lease
               WHERE landlord_id = :landlord_id AND unit_id = :unit_id
                 AND (:end_date IS NULL OR start_date <= :end_date)
                 AND (end_date IS NULL OR end_date >= :start_date)) AS overlaps;
