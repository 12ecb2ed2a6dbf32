-- Not between two contradictions: the second counts only 30 s after the first (threat-model.md 3.5).
UPDATE payment SET next_check_at = min(coalesce(next_check_at, :check_at), :check_at), nudges = nudges + 1
WHERE id = :id AND nudges < 5 AND contradictions = 0;
