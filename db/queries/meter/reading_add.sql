-- Whose it is: the lease that ran on that day and had begun before. A reading on a lease's first day is the one with which its
-- tenant moves in. A correction stays whose it was.
INSERT INTO reading (id, landlord_id, meter_id, day, value, previous, previous_day, used, rolled, confirmed, lease_id, reader,
                     note, photo_id, replaces, reason, created_at, created_by)
VALUES (:id, :landlord_id, :meter_id, :day, :value, :previous, :previous_day, :used, :rolled, :confirmed,
        coalesce((SELECT o.lease_id FROM reading o WHERE o.landlord_id = :landlord_id AND o.id = :replaces),
        (SELECT l.id FROM lease l JOIN meter m ON m.landlord_id = l.landlord_id AND m.unit_id = l.unit_id
          WHERE m.landlord_id = :landlord_id AND m.id = :meter_id AND l.start_date < :day
            AND (l.end_date IS NULL OR l.end_date >= :day) ORDER BY l.start_date DESC LIMIT 1)),
        :reader, :note, :photo_id, :replaces, :reason, :now, :person_id);
