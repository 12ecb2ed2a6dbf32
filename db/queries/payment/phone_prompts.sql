-- Prompts to one phone, over all landlords: a phone does not care whose tenant its owner is.
SELECT coalesce(max(initiated_at), 0) AS last_at,
       coalesce(max(CASE WHEN asked_cents = :asked_cents THEN initiated_at END), 0) AS last_same_at,
       coalesce(sum(initiated_at > :now - 3600), 0) AS in_hour,
       coalesce(min(CASE WHEN initiated_at > :now - 3600 THEN initiated_at END), 0) AS hour_first_at,
       count(*) AS in_day,
       coalesce(min(initiated_at), 0) AS day_first_at,
       coalesce(sum(state = 'cancelled' AND phone_on_file = 0), 0) AS refusals
FROM payment WHERE phone = :phone AND initiated_at > :now - 86400;
