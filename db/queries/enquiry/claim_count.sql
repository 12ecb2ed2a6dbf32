-- How often this person has asked about a code of late, over all restarts.
SELECT count(*) AS count, coalesce(min(requested_at), 0) AS first_at FROM mpesa_request
WHERE landlord_id = :landlord_id AND requested_by = :person_id AND purpose = 'claim' AND requested_at > :since;
