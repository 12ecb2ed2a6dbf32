SELECT * FROM request_row WHERE secret_hash = :id;
