INSERT INTO gateway_note (name, value, at) VALUES (:name, :value, :now)
ON CONFLICT (name) DO UPDATE SET value = excluded.value, at = excluded.at;
