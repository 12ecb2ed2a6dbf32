SELECT count(*) AS count FROM entry WHERE landlord_id = :landlord_id AND state = 'waiting';
