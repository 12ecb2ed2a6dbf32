-- How many codes this person has entered of late, over all restarts; those that were answered from the books count too.
SELECT count(*) AS count, coalesce(min(at), 0) AS first_at FROM audit
WHERE action = 'payment.claimed' AND person_id = :person_id AND landlord_id = :landlord_id AND at > :since;
