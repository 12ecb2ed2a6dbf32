SELECT 1 AS found FROM audit
WHERE person_id = :person_id AND subject = :subject AND action = :action AND action GLOB 'seen.*' AND at > :since LIMIT 1;
