-- A new decision about the same payer and text takes the place of the old one.
UPDATE match_memory SET ended_at = :now, ended_by = :person_id, end_reason = 'corrected'
WHERE landlord_id = :landlord_id AND payer = :payer AND payer_name = :payer_name AND typed = :typed AND ended_at IS NULL;
