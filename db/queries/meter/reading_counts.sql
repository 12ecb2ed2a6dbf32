SELECT (SELECT count(*) FROM reading WHERE landlord_id = :landlord_id AND billed_at IS NULL AND replaced_at IS NULL
           AND lease_id IS NOT NULL) AS waiting,
       (SELECT count(*) FROM reading_dispute WHERE landlord_id = :landlord_id AND outcome IS NULL) AS disputed;
