-- For the operator.
INSERT INTO golive_platform_tick (step, ticked_by, ticked_at) VALUES (:step, :person_id, :now) ON CONFLICT DO NOTHING;
