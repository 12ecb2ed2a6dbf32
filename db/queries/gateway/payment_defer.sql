UPDATE payment SET send_after = :send_after WHERE id = :id;
