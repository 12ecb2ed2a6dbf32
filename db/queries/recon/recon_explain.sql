UPDATE recon_difference SET state = 'explained', explained_at = :now, explained_by = :person_id, reason = :reason
WHERE landlord_id = :landlord_id AND id = :id AND state = 'open';
