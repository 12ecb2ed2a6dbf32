UPDATE bill_manager SET app_key = :sealed WHERE request_id = :id;
