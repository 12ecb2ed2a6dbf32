INSERT INTO closed_figure (landlord_id, month, name, cents, kept) VALUES (:landlord_id, :month, :name, :cents, :kept);
