INSERT INTO closed_month (landlord_id, month, closed_at, closed_by, note) VALUES (:landlord_id, :month, :now, :person_id, :note);
