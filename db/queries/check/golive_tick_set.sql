INSERT INTO golive_tick (landlord_id, step, ticked_by, ticked_at) VALUES (:landlord_id, :step, :person_id, :now)
ON CONFLICT DO NOTHING;
