SELECT * FROM request_row WHERE id = :id;
