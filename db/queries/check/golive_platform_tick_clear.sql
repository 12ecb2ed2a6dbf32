-- For the operator.
DELETE FROM golive_platform_tick WHERE step = :step;
