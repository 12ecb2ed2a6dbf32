-- For the operator.
SELECT k.step, k.ticked_at, p.name FROM golive_platform_tick k LEFT JOIN person p ON p.id = k.ticked_by;
