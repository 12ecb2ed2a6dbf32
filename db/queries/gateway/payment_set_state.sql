-- completed_at is when it ended as far as we know; a later success ends it anew.
UPDATE payment
SET state = :state,
    completed_at = CASE WHEN :state IN ('success', 'failed', 'cancelled', 'reversed') THEN :now ELSE completed_at END
WHERE id = :id AND state = :from_state;
