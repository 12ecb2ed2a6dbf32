SELECT name, cents, kept FROM closed_figure WHERE landlord_id = :landlord_id AND month = :month ORDER BY name;
