SELECT value, at FROM gateway_note WHERE name = :name;
