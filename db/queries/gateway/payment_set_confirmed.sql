UPDATE payment SET confirmed_at = :now, contradictions = 0, next_check_at = NULL WHERE id = :id;
