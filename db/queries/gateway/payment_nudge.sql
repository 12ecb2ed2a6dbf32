UPDATE payment SET next_check_at = min(coalesce(next_check_at, :check_at), :check_at), nudges = nudges + 1
WHERE id = :id AND nudges < 5;
