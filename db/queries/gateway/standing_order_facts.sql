SELECT name, start_date, end_date FROM standing_order WHERE request_id = :id;
