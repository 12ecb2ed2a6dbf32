UPDATE member_invite SET ended_at = :now
WHERE landlord_id = :landlord_id AND id = :id AND used_at IS NULL AND ended_at IS NULL AND expires_at > :now;
