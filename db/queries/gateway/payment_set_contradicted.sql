UPDATE payment SET contradictions = contradictions + 1, next_check_at = :check_at WHERE id = :id;
